package throng.gpu.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import throng.actors.counts.LiveViewers;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;

class LiveStreamsTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Principal ADA = new Principal("ada", Role.VIEWER, List.of(), false, "");
  private static final Runnable NOTHING = () -> {};

  private final LiveStreams streams =
      new LiveStreams(new LiveSettings(true, 8, 2, 10, 1 << 20), new LiveViewers());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void noneBeginsWhereThereIsNoRoomAnyMore() {
    streams.requireRoom(ADA);
    for (int i = 0; i < 2; i++) {
      var unused =
          Source.<Integer>maybe()
              .via(streams.one(ADA, NOTHING))
              .runWith(Sink.ignore(), KIT.system());
    }
    org.awaitility.Awaitility.await().until(() -> streams.open() == 2);
    CompletionStage<Done> third =
        Source.<Integer>maybe().via(streams.one(ADA, NOTHING)).runWith(Sink.ignore(), KIT.system());

    assertThat(third).succeedsWithin(Duration.ofSeconds(30));
    assertThat(streams.open()).isEqualTo(2);
    streams.end();
  }

  @Test
  void whatIsTakenIsToldAndWhatWaitsForAReaderIsNot() {
    AtomicInteger taken = new AtomicInteger();
    TestSubscriber.Probe<Integer> reader =
        Source.repeat(1)
            .via(streams.one(ADA, taken::incrementAndGet))
            .runWith(TestSink.<Integer>create(KIT.system().classicSystem()), KIT.system());

    reader.request(3).expectNextN(3);
    reader.expectNoMessage(Duration.ofMillis(200));

    assertThat(taken).hasValue(3);
    reader.cancel();
  }

  @Test
  void theirEndIsToldOnceAllHaveEnded() {
    CompletionStage<Done> one =
        Source.<Integer>maybe().via(streams.one(ADA, NOTHING)).runWith(Sink.ignore(), KIT.system());
    CompletionStage<Done> other =
        Source.<Integer>maybe().via(streams.one(ADA, NOTHING)).runWith(Sink.ignore(), KIT.system());
    org.awaitility.Awaitility.await().until(() -> streams.open() == 2);

    CompletionStage<Integer> open = streams.end().thenApply(done -> streams.open());

    assertThat(open.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join()).isZero();
    assertThat(one).succeedsWithin(Duration.ofSeconds(30));
    assertThat(other).succeedsWithin(Duration.ofSeconds(30));
    assertThat(streams.end()).isCompleted();
  }
}
