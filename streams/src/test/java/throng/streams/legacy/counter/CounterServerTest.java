package throng.streams.legacy.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.legacy.LegacyException;
import throng.streams.legacy.LegacyException.Reason;
import throng.streams.legacy.Loopback;
import throng.streams.memory.Allowance;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Backoff;
import throng.streams.testing.HeapUse;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

class CounterServerTest {
  private static final ExchangeLimits PATIENT =
      new ExchangeLimits(
          Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(10), 64_000);
  private static final ExchangeLimits HASTY =
      new ExchangeLimits(
          Duration.ofSeconds(60), Duration.ofMillis(200), Duration.ofMillis(200), 1_000_000);

  private static final Duration A_MOMENT = Duration.ofMillis(100);

  private final Loopback loopback = new Loopback();
  private final List<LegacyException> ended = new CopyOnWriteArrayList<>();
  private final List<JpegFrame> frames = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    loopback.close();
  }

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void answersEachPictureWithItsMap(Transfer transfer) throws Exception {
    InetSocketAddress server = serve(PATIENT, transfer, answering(CounterServerTest::map));

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
    InetSocketAddress server =
        serve(PATIENT, Transfer.PIPELINED, answering(CounterServerTest::map));

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
                    answering(CounterServerTest::map),
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
            new MemoryPlan(10_000_000, 4_000_000, Duration.ofMinutes(1), Duration.ofMinutes(1)),
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
            new MemoryPlan(10_000, 4_000, Duration.ofMinutes(1), Duration.ofMillis(100)), 100, 4);
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
                answering(CounterServerTest::map),
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-5",
        "+5",
        "abc",
        "12a",
        "1 2",
        "1e5",
        "0",
        "99999999999999",
        "1000001",
        "9999999999999999",
        "0x10",
        "\u00001"
      })
  void closesOnAWrongLength(String length) throws Exception {
    InetSocketAddress server =
        serve(PATIENT, Transfer.PIPELINED, answering(CounterServerTest::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.raw(CounterPeer.field(length));

      assertThat(client.readByte()).isEqualTo(-1);
    }
    await().until(() -> ended.size() == 1);
    assertThat(ended.get(0).reason()).isIn(Reason.BAD_INPUT, Reason.TOO_LARGE);
    assertThat(frames).isEmpty();
  }

  @Test
  void tellsOfAClientThatHangsUpInTheMiddle() throws Exception {
    InetSocketAddress server =
        serve(PATIENT, Transfer.PIPELINED, answering(CounterServerTest::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.raw(CounterPeer.field("1000") + "half");
    }

    await().until(() -> ended.size() == 1);
    assertThat(ended.get(0))
        .hasMessage("The client hung up after 4 of 1000 bytes of a message.")
        .extracting(LegacyException::reason)
        .isEqualTo(Reason.BROKEN_OFF);
  }

  @Test
  void tellsOfAClientThatBreaksOffInTheMiddleAndOfNoOther() throws Exception {
    InetSocketAddress server =
        serve(PATIENT, Transfer.PIPELINED, answering(CounterServerTest::map));

    try (CounterPeer polite = CounterPeer.connect(server, Transfer.PIPELINED)) {
      polite.sendPicture(picture(5));
      assertThat(polite.readMap().values()[0]).isEqualTo(5);
      polite.resetOnClose();
    }
    try (CounterPeer broken = CounterPeer.connect(server, Transfer.PIPELINED)) {
      broken.raw(CounterPeer.field("1000") + "half");
      broken.resetOnClose();
    }

    await().until(() -> !ended.isEmpty());
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.BROKEN_OFF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "1000            half"})
  void closesOnAClientThatStopsInTheMiddle(String start) throws Exception {
    InetSocketAddress server = serve(HASTY, Transfer.PIPELINED, answering(CounterServerTest::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.raw(start);

      assertThat(client.readByte()).isEqualTo(-1);
    }
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.TOO_SLOW);
  }

  @Test
  void closesOnAClientThatNeverConfirms() throws Exception {
    InetSocketAddress server =
        serve(HASTY, Transfer.STOP_AND_WAIT, answering(CounterServerTest::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.sendPicture(picture(100));
      for (int i = 0; i < 48 + 1024; i++) {
        assertThat(client.readByte()).isNotEqualTo(-1);
      }

      assertThat(client.readByte()).isEqualTo(-1);
    }
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.TOO_SLOW);
  }

  @Test
  void closesOnAClientThatConfirmsWhatWasNotSent() throws Exception {
    InetSocketAddress server =
        serve(PATIENT, Transfer.STOP_AND_WAIT, answering(CounterServerTest::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.sendPicture(picture(100));
      client.raw(CounterPeer.field("2048"));

      while (client.readByte() >= 0) {}
    }
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.BAD_INPUT);
  }

  @Test
  void closesOnTwoThousandClientsThatConfirmWhatWasNotSentWithoutOneReset() throws Exception {
    InetSocketAddress server =
        serve(PATIENT, Transfer.STOP_AND_WAIT, answering(CounterServerTest::map));
    AtomicInteger resets = new AtomicInteger();

    ExecutorService clients = Executors.newFixedThreadPool(40);
    for (int i = 0; i < 40; i++) {
      clients.execute(() -> confirmWronglyAgainAndAgain(server, resets));
    }
    clients.shutdown();
    assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

    assertThat(resets).hasValue(0);
    assertThat(ended).hasSize(2_000);
  }

  private static void confirmWronglyAgainAndAgain(InetSocketAddress server, AtomicInteger resets) {
    for (int i = 0; i < 50; i++) {
      try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
        client.sendPicture(picture(100));
        if (i % 2 == 1) {
          client.readByte();
        }
        client.raw(CounterPeer.field("2048"));
        while (client.readByte() >= 0) {}
      } catch (IOException reset) {
        resets.incrementAndGet();
      }
    }
  }

  @Test
  void hangsUpOnASilentClientAfterTheIdleLimitOnly() throws Exception {
    ExchangeLimits idle =
        new ExchangeLimits(
            Duration.ofMillis(600), Duration.ofMillis(100), Duration.ofMillis(100), 64_000);
    InetSocketAddress server = serve(idle, Transfer.PIPELINED, answering(CounterServerTest::map));

    long before = System.nanoTime();
    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      assertThat(client.readByte()).isEqualTo(-1);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(500));
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.IDLE);
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

  @ParameterizedTest
  @EnumSource(names = {"UNDECODABLE", "TOO_LARGE", "MODEL_FAILED"})
  void closesWithoutAMapWhereThereIsNoCount(SkipReason reason) throws Exception {
    InetSocketAddress server =
        serve(
            PATIENT,
            Transfer.PIPELINED,
            answering(frame -> new Skipped(frame.sequence(), reason, "It is no picture.")));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.sendPicture(picture(7));

      assertThat(client.readByte()).isEqualTo(-1);
    }
    assertThat(ended.get(0).reason()).isEqualTo(Reason.NO_COUNT);
    assertThat(ended.get(0)).hasMessageContaining("It is no picture.");
  }

  @Test
  void letsGoOfAClientThatKeepsItsSideOpen() throws Exception {
    InetSocketAddress server =
        serve(PATIENT, Transfer.PIPELINED, answering(CounterServerTest::map));

    try (CounterPeer bad = CounterPeer.connect(server, Transfer.PIPELINED)) {
      bad.raw(CounterPeer.field("-1"));
      assertThat(bad.readByte()).isEqualTo(-1);

      await().atMost(Duration.ofSeconds(3)).until(() -> cannotWrite(bad));
    }
  }

  /** As a node's session does: it takes no more messages before its refusal is sent. */
  @Test
  void tellsWhyARefusedClientWasHungUpOn() throws Exception {
    Message refused = new Message.Refused(RefusedCode.TOKEN, "A token is needed.");
    Flow<Message, Message, NotUsed> session =
        Flow.of(Message.class)
            .flatMapPrefix(
                1,
                hello ->
                    Flow.<Message, Message>fromSinkAndSource(
                        Sink.cancelled(), Source.single(refused).initialDelay(A_MOMENT)))
            .mapMaterializedValue(notUsed -> NotUsed.getInstance());
    InetSocketAddress server =
        serve(
            PATIENT,
            Transfer.PIPELINED,
            CounterSession.create(new InetSocketAddress("127.0.0.1", 4711), session));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.sendPicture(picture(5));
      assertThat(client.readByte()).isEqualTo(-1);
    }

    await().atMost(Duration.ofSeconds(3)).until(() -> !ended.isEmpty());
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.REFUSED);
  }

  @Test
  void servesOthersBesideABadClient() throws Exception {
    InetSocketAddress server =
        serve(PATIENT, Transfer.PIPELINED, answering(CounterServerTest::map));

    try (CounterPeer good = CounterPeer.connect(server, Transfer.PIPELINED);
        CounterPeer bad = CounterPeer.connect(server, Transfer.PIPELINED)) {
      good.sendPicture(picture(5));
      assertThat(good.readMap().values()[0]).isEqualTo(5);
      bad.raw(CounterPeer.field("-1"));
      assertThat(bad.readByte()).isEqualTo(-1);
      good.sendPicture(picture(6));

      assertThat(good.readMap().values()[0]).isEqualTo(6);
    }
  }

  private InetSocketAddress serve(
      ExchangeLimits limits, Transfer transfer, Flow<JpegFrame, FrameReply, NotUsed> session)
      throws Exception {
    QuickAck quickAck = QuickAck.create();
    return loopback.serve(
        remote ->
            CounterServer.create(
                settings(limits),
                transfer,
                Flow.create(),
                session,
                MemoryBudget.unlimited(),
                quickAck.again(remote),
                ended::add),
        quickAck);
  }

  private static CounterServerSettings settings(ExchangeLimits limits) {
    return new CounterServerSettings(
        limits,
        limits,
        1_000_000,
        new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), 0.2),
        Duration.ofSeconds(1));
  }

  private Flow<JpegFrame, FrameReply, NotUsed> answering(Function<JpegFrame, FrameReply> answer) {
    return Flow.of(JpegFrame.class)
        .map(
            frame -> {
              frames.add(frame);
              return answer.apply(frame);
            });
  }

  private static boolean cannotWrite(CounterPeer peer) {
    try {
      peer.raw("more");
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  private static FrameReply map(JpegFrame frame) {
    int columns = columns(frame.jpeg().size());
    float[] values = new float[16 * columns];
    Arrays.fill(values, frame.jpeg().size());
    return new DensityMap(
        frame.sequence(),
        0,
        16,
        columns,
        frame.jpeg().size(),
        values,
        new DensityMap.Timing(0, 0, 0, 1));
  }

  /** Some maps are a multiple of a block long (16 × 16 × 4 bytes), others are not. */
  private static int columns(int size) {
    return size % 2 == 0 ? 16 : 21;
  }

  private static byte[] picture(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return ByteString.fromArray(bytes).toArray();
  }
}
