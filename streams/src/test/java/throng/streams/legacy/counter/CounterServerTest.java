package throng.streams.legacy.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.japi.Pair;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.legacy.LegacyException;
import throng.streams.legacy.LegacyException.Reason;
import throng.streams.memory.Allowance;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.testing.HeapUse;

class CounterServerTest extends ServedCounter {
  @ParameterizedTest
  @EnumSource(Transfer.class)
  void answersEachPictureWithItsMap(Transfer transfer) throws Exception {
    InetSocketAddress server = serve(PATIENT, transfer, answering(ServedCounter::map));

    try (CounterPeer client = CounterPeer.connect(server, transfer)) {
      for (int size : new int[] {1, 100, 1023, 1024, 1025, 2048, 3000, 300_000}) {
        client.sendPicture(picture(size));
        CounterPeer.ReceivedMap map = client.readMap();

        assertThat(map.rows()).isEqualTo(16);
        assertThat(map.columns()).isEqualTo(columns(size));
        assertThat(map.values()[0]).isEqualTo(size);
      }
    }

    assertThat(frames)
        .extracting(JpegFrame::sequence)
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(frames.get(7).jpeg().toArray()).isEqualTo(picture(300_000));
    assertThat(frames).allMatch(frame -> frame.worthMillis() == 0);
    assertThat(ended).isEmpty();
  }

  @Test
  void servesAClientThatSendsByteByByte() throws Exception {
    InetSocketAddress server = serve(PATIENT, Transfer.PIPELINED, answering(ServedCounter::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.byteByByte(CounterPeer.field("300").getBytes());
      client.byteByByte(picture(300));

      assertThat(client.readMap().values()[0]).isEqualTo(300);
    }
  }

  @Test
  void leavesTheAcknowledgementToTheBytesThatAnswer() {
    AtomicInteger acknowledged = new AtomicInteger();
    var connection =
        TestSource.<ByteString>create(loopback.system())
            .via(
                CounterServer.create(
                    settings(PATIENT),
                    Transfer.STOP_AND_WAIT,
                    Flow.create(),
                    answering(ServedCounter::map),
                    MemoryBudget.unlimited(),
                    acknowledged::incrementAndGet,
                    ended::add))
            .toMat(TestSink.create(loopback.system()), Keep.both())
            .run(loopback.system());
    var written = connection.second();

    written.request(2);
    connection.first().sendNext(HeaderField.encode(2048));
    await().untilAsserted(() -> assertThat(acknowledged).hasValue(1));
    connection.first().sendNext(ByteString.fromArray(picture(1024)));

    assertThat(written.expectNext()).isEqualTo(HeaderField.encode(1024));
    assertThat(acknowledged).hasValue(1);
    connection.first().sendComplete();
  }

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void holdsMemoryForAMapUntilItsClientHasIt(Transfer transfer) {
    MemoryBudget budget =
        MemoryBudget.of(
            new MemoryPlan(
                10_000_000, 4_000_000, Duration.ofMinutes(1), Duration.ofMinutes(1), 20_000_000),
            1_000_000,
            4);
    var connection = probed(settings(PATIENT), transfer, budget.open());
    int map = 16 * columns(999) * Float.BYTES;

    connection.second().request(1);
    connection.first().sendNext(HeaderField.encode(999));
    connection.first().sendNext(ByteString.fromArray(picture(999)));
    connection.second().expectNext();
    assertThat(budget.waitingBytes()).isEqualTo(map);
    connection.second().request(1);
    if (transfer == Transfer.STOP_AND_WAIT) {
      connection.second().expectNoMessage(A_MOMENT);
      assertThat(budget.waitingBytes()).isEqualTo(map);
      connection.first().sendNext(HeaderField.encode(1024));
      connection.second().expectNext();
      assertThat(budget.waitingBytes()).isEqualTo(map);
      connection.second().request(1);
    }

    await().untilAsserted(() -> assertThat(budget.waitingBytes()).isZero());
    connection.first().sendComplete();
  }

  @Test
  void endsAClientThatLeavesItsMapUnreadWhileOthersWait() {
    MemoryBudget budget =
        MemoryBudget.of(
            new MemoryPlan(
                10_000, 4_000, Duration.ofMinutes(1), Duration.ofMillis(100), 20_000_000),
            100,
            4);
    var slow = probed(settings(PATIENT), Transfer.PIPELINED, budget.open());
    slow.second().request(1);
    slow.first().sendNext(HeaderField.encode(100).concat(ByteString.fromArray(picture(100))));
    slow.second().expectNext();
    var other = probed(settings(HASTY), Transfer.PIPELINED, budget.open());
    other.second().request(1);

    other.first().sendNext(HeaderField.encode(500).concat(ByteString.fromArray(picture(500))));

    assertThat(slow.second().expectError())
        .isInstanceOfSatisfying(
            LegacyException.class, broken -> assertThat(broken.reason()).isEqualTo(Reason.UNREAD));
    other.second().expectNext();
    other.second().cancel();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void resetsAClientThatDoesNotReadThoughItHasClosedItsSide(boolean closes) {
    var connection = probed(settings(HASTY), Transfer.PIPELINED, MemoryBudget.unlimited());
    connection.second().request(1);
    connection.first().sendNext(HeaderField.encode(100).concat(ByteString.fromArray(picture(100))));
    connection.second().expectNext();
    if (closes) {
      connection.first().sendComplete();
    }

    assertThat(connection.second().expectError())
        .hasMessageContaining("did not read what was sent");
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.UNREAD);
  }

  private Pair<TestPublisher.Probe<ByteString>, TestSubscriber.Probe<ByteString>> probed(
      CounterServerSettings settings, Transfer transfer, Allowance allowance) {
    return TestSource.<ByteString>create(loopback.system())
        .via(
            CounterServer.create(
                settings,
                transfer,
                Flow.create(),
                answering(ServedCounter::map),
                allowance,
                () -> {},
                ended::add))
        .toMat(TestSink.create(loopback.system()), Keep.both())
        .run(loopback.system());
  }

  @Test
  void letsGoOfAnUnfinishedPictureWhileItsConnectionLingers() {
    int huge = 40_000_000;
    CounterServerSettings lingersForLong =
        new CounterServerSettings(
            PATIENT, PATIENT, 2 * huge, settings(PATIENT).askAgain(), Duration.ofMinutes(1));
    CompletableFuture<FrameReply> answer = new CompletableFuture<>();
    var connection =
        TestSource.<ByteString>create(loopback.system())
            .via(
                CounterServer.create(
                    lingersForLong,
                    Transfer.PIPELINED,
                    Flow.create(),
                    Flow.fromSinkAndSource(Sink.ignore(), Source.completionStage(answer)),
                    MemoryBudget.unlimited(),
                    () -> {},
                    ended::add))
            .toMat(TestSink.create(loopback.system()), Keep.both())
            .run(loopback.system());
    connection.second().request(1);
    long before = HeapUse.now();

    connection.first().sendNext(HeaderField.encode(huge));
    connection.first().sendNext(ByteString.fromArrayUnsafe(new byte[huge - 1]));
    await().untilAsserted(() -> assertThat(HeapUse.now() - before).isGreaterThan(huge / 2));
    answer.completeExceptionally(new LegacyException(Reason.REFUSED, "No."));
    connection.second().expectComplete();

    await().untilAsserted(() -> assertThat(HeapUse.now() - before).isLessThan(huge / 4));
    connection.first().sendNext(ByteString.fromArrayUnsafe(new byte[1]));
    connection.first().sendComplete();
  }

  @Test
  void keepsAPictureThatCameTooEarlyUntilTheFirstIsAnswered() throws Exception {
    CompletableFuture<Void> released = new CompletableFuture<>();
    AtomicInteger underWay = new AtomicInteger();
    InetSocketAddress server =
        serve(
            PATIENT,
            Transfer.PIPELINED,
            Flow.of(JpegFrame.class)
                .mapAsync(
                    4,
                    frame -> {
                      underWay.incrementAndGet();
                      return released.thenApply(go -> map(frame));
                    }));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.raw(CounterPeer.field("1") + "a" + CounterPeer.field("2") + "bb");
      await().until(() -> underWay.get() == 1);
      released.complete(null);

      assertThat(client.readMap().values()[0]).isEqualTo(1);
      assertThat(client.readMap().values()[0]).isEqualTo(2);
    }
  }

  @Test
  void asksAgainWhenTheNodeIsOverloaded() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    InetSocketAddress server =
        serve(
            PATIENT,
            Transfer.PIPELINED,
            answering(
                frame ->
                    asked.incrementAndGet() < 4
                        ? new Skipped(frame.sequence(), SkipReason.OVERLOADED, "Full.")
                        : map(frame)));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.sendPicture(picture(7));

      assertThat(client.readMap().values()[0]).isEqualTo(7);
    }
    assertThat(asked).hasValue(4);
  }
}
