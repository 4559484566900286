package throng.streams.legacy.counter;

import static org.assertj.core.api.Assertions.assertThat;

import akka.NotUsed;
import akka.stream.SubscriptionWithCancelException;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.legacy.LegacyException;
import throng.streams.testing.StreamSystem;

@SuppressWarnings("NullAway.Init") // Each test begins its own connection.
class QuietEndTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final ByteString BYTES = ByteString.fromString("more");

  private TestPublisher.Probe<ByteString> peer;
  private TestSubscriber.Probe<ByteString> written;

  private static Flow<ByteString, ByteString, NotUsed> breaking() {
    return Flow.of(ByteString.class)
        .map(
            bytes -> {
              throw new LegacyException(LegacyException.Reason.BAD_INPUT, "It is none.");
            });
  }

  private void breakWithin(Duration linger) {
    var run =
        TestSource.<ByteString>create(SYSTEM.get())
            .via(QuietEnd.of(breaking(), linger, Long.MAX_VALUE))
            .toMat(TestSink.create(SYSTEM.get()), Keep.both())
            .run(SYSTEM.get());
    peer = run.first();
    written = run.second();
    written.request(1);
    peer.sendNext(BYTES);
  }

  @Test
  void cancelsTheConnectionWithoutTheFailureThatWouldResetIt() {
    breakWithin(Duration.ofMillis(100));

    written.expectComplete();
    peer.expectCancellationWithCause(SubscriptionWithCancelException.NonFailureCancellation.class);
  }

  @Test
  void readsOnAndThrowsAwayUntilThePeerCloses() {
    breakWithin(Duration.ofSeconds(30));

    written.expectComplete();
    for (int i = 0; i < 100; i++) {
      peer.sendNext(BYTES);
    }
    peer.sendComplete();
  }

  @Test
  void throwsAwayNoMoreThanItMay() throws Exception {
    AtomicLong read = new AtomicLong();
    Source.repeat(BYTES)
        .wireTap(bytes -> read.addAndGet(bytes.size()))
        .watchTermination(Keep.right())
        .via(QuietEnd.of(breaking(), Duration.ofMillis(100), 10L * BYTES.size()))
        .to(Sink.ignore())
        .run(SYSTEM.get())
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);

    assertThat(read).hasValueLessThan(20L * BYTES.size());
  }
}
