package throng.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.ActorSystem;
import akka.util.ByteString;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.memory.Allowance;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.testing.Ends;
import throng.streams.testing.HeapUse;
import throng.streams.testing.StreamSystem;
import throng.streams.wire.WireException.Kind;

class WireMemoryTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final int LARGE = 40_000;
  private static final int SMALL = 4_000;
  private static final Duration LONG = Duration.ofMillis(1200);
  private static final ByteString HELLO = WireExamples.named("hello").bytes();
  private static final Message WELCOME = WireExamples.named("welcome").message();

  private static final FrameReply SKIPPED = new Skipped(1, SkipReason.EXPIRED, "");

  private final ActorSystem system = SYSTEM.get();
  private final MemoryBudget budget =
      MemoryBudget.of(
          new MemoryPlan(
              1_000_000, 200_000, Duration.ofMillis(800), Duration.ofMinutes(1), 20_000_000),
          LARGE + 1,
          4);
  private final Allowance greedy = budget.open();

  @AfterEach
  void theBudgetIsWholeAgain() {
    greedy.close();
    await().untilAsserted(() -> assertThat(budget.comingBytes()).isZero());
    await().untilAsserted(() -> assertThat(budget.waitingBytes()).isZero());
  }

  @Test
  void holdsMemoryForALongMessageThatComesAndThenForTheFrameThatWaits() {
    Allowance allowance = budget.open();
    var node = welcomed(allowance, "");
    ByteString frame = frame(LARGE);

    node.bottomIn().sendNext(frame.take(20_000).compact());
    await().untilAsserted(() -> assertThat(budget.comingBytes()).isGreaterThan(LARGE));
    node.bottomIn().sendNext(frame.drop(20_000).compact());
    Message.Frame came = (Message.Frame) node.bottomOut().expectNext();

    assertThat(came.frame().jpeg().size()).isEqualTo(LARGE);
    assertThat(budget.comingBytes()).isZero();
    assertThat(budget.waitingBytes()).isGreaterThan(LARGE);
    Consumer<FrameReply> kept = allowance.keep(came.frame());
    end(node);
    assertThat(budget.waitingBytes()).isGreaterThan(LARGE);
    kept.accept(SKIPPED);
  }

  @Test
  void holdsMemoryForAnAnswerUntilItIsWritten() {
    Allowance allowance = budget.open();
    var node = welcomed(allowance, "");
    node.bottomIn().sendNext(frame(SMALL));
    Message.Frame came = (Message.Frame) node.bottomOut().expectNext();
    DensityMap map = map(17_000);

    allowance.keep(came.frame()).accept(map);
    assertThat(budget.waitingBytes()).isEqualTo(68_000);
    node.topIn().sendNext(new Message.Reply(map));
    ByteString part = node.topOut().expectNext();
    node.topOut().request(1);
    assertThat(part.concat(node.topOut().expectNext()))
        .isEqualTo(WireCodec.encode(new Message.Reply(map), true));
    assertThat(budget.waitingBytes()).as("nobody has asked for more").isEqualTo(68_000);
    node.topOut().request(1);

    await().untilAsserted(() -> assertThat(budget.waitingBytes()).isZero());
    end(node);
  }

  @Test
  void endsAPeerThatLeavesAnswersUnreadWhileOthersWait() {
    Duration soon = Duration.ofMillis(100);
    MemoryBudget hasty =
        MemoryBudget.of(
            new MemoryPlan(1_000_000, 200_000, Duration.ofMinutes(1), soon, 20_000_000),
            LARGE + 1,
            4);
    Allowance allowance = hasty.open();
    var slow = welcomed(allowance, "");
    slow.bottomIn().sendNext(frame(SMALL));
    Message.Frame came = (Message.Frame) slow.bottomOut().expectNext();
    allowance.keep(came.frame()).accept(map(15_000));
    var other = welcomed(hasty.open(), "");

    other.bottomIn().sendNext(frame(LARGE));

    assertThat(slow.bottomOut().expectError())
        .isInstanceOfSatisfying(
            WireException.class, broken -> assertThat(broken.kind()).isEqualTo(Kind.WRITE_STALLED));
    slow.topOut().expectError();
    assertThat(other.bottomOut().expectNext()).isInstanceOf(Message.Frame.class);
    end(other);
    await().untilAsserted(() -> assertThat(hasty.waitingBytes()).isZero());
  }

  @Test
  void resetsAPeerAtFaultThatDoesNotReadWhyItIsEnded() {
    var node = welcomed(budget.open(), "");
    node.topIn().sendNext(new Message.Reply(map(10)));
    node.topOut().expectNext();

    node.bottomIn().sendNext(ByteString.fromInts(0, 0, 0, 0, 0));

    assertThat(node.bottomOut().expectError()).isInstanceOf(WireException.class);
    assertThat(node.topOut().expectError()).isInstanceOf(WireException.class);
  }

  @Test
  void takesAPeerForAliveThatItLeavesUnreadForWantOfMemory() {
    MemoryBudget patient = patient();
    Allowance other = patient.open();
    assertThat(other.reserve(50_000, () -> {})).isTrue();
    Pulse pulse = new Pulse();
    var node = welcomed(patient.open(), pulse, "silence-timeout = 3s, ping-after = 1s");
    node.bottomIn().sendNext(frame(LARGE).take(20_000).compact());
    node.bottomOut().expectNoMessage(Duration.ofMillis(200));

    assertThat(isAlive(pulse)).isTrue();
    // What was not heard for as long as silence may last is no sign of life.
    await().until(() -> !isAlive(pulse));
    other.close();
    end(node);
  }

  @Test
  void keepsASmallMessageFromNothing() {
    useUpThePool();
    var node = welcomed(budget.open(), "");

    node.bottomIn().sendNext(frame(SMALL));

    assertThat(node.bottomOut().expectNext()).isInstanceOf(Message.Frame.class);
    end(node);
  }

  @Test
  void letsAMessageWaitForMemoryWithoutHoldingItAgainstItsPeer() {
    MemoryBudget patient = patient();
    Allowance other = patient.open();
    assertThat(other.reserve(50_000, () -> {})).isTrue();
    var node =
        welcomed(patient.open(), "message-grace = 2s, silence-timeout = 2s, ping-after = 300ms");
    ByteString frame = frame(LARGE);

    node.bottomIn().sendNext(frame.take(20_000).compact());
    node.bottomOut().expectNoMessage(Duration.ofMillis(2_200));
    other.close();
    node.bottomIn().sendNext(frame.drop(20_000).compact());

    assertThat(node.bottomOut().expectNext()).isInstanceOf(Message.Frame.class);
    end(node);
  }

  @Test
  void endsAMessageThatWaitsTooLongAndSaysSo() {
    useUpThePool();
    var node = welcomed(budget.open(), "");

    node.bottomIn().sendNext(frame(LARGE).take(20_000).compact());

    Throwable failure = node.bottomOut().expectError();
    assertThat(failure)
        .isInstanceOfSatisfying(
            WireException.class, broken -> assertThat(broken.kind()).isEqualTo(Kind.NO_ROOM));
    Message.Goodbye goodbye = (Message.Goodbye) decode(node.topOut().expectNext());
    assertThat(goodbye.reason()).isEqualTo(GoodbyeReason.UNAVAILABLE);
    assertThat(goodbye.sentence()).contains("40029 bytes", "try again later");
    node.bottomIn().sendComplete();
  }

  @Test
  void holdsAFrameBackWhileThoseThatWaitHaveNoRoom() {
    Allowance other = budget.open();
    JpegFrame held = JpegFrame.of(1, 2, 3, 0, ByteString.fromArrayUnsafe(new byte[55_000]));
    assertThat(other.admit(held, () -> {})).isTrue();
    var node = welcomed(budget.open(), "");
    node.bottomIn().sendNext(frame(LARGE).take(20_000).compact());
    node.bottomIn().sendNext(frame(LARGE).drop(20_000).compact());
    node.bottomOut().expectNoMessage(LONG);

    other.keep(held).accept(SKIPPED);

    assertThat(node.bottomOut().expectNext()).isInstanceOf(Message.Frame.class);
    other.close();
    end(node);
  }

  @Test
  void throwsAnOversizedFrameAwayWithoutMemory() {
    useUpThePool();
    var node = welcomed(budget.open(), "max-frame-size = 1000 B, discard-limit = 1 MiB");
    long before = budget.comingBytes();

    node.bottomIn().sendNext(frame(LARGE).take(20_000).compact());
    node.bottomIn().sendNext(frame(LARGE).drop(20_000).compact());

    assertThat(node.bottomOut().expectNext()).isInstanceOf(Message.OversizedFrame.class);
    assertThat(budget.comingBytes()).isEqualTo(before);
    end(node);
  }

  @Test
  void givesEverythingBackHoweverConnectionsEnd() {
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      Allowance allowance = budget.open();
      var node = welcomed(allowance, "");
      ByteString frame = frame(random.nextBoolean() ? LARGE : SMALL);
      node.bottomIn().sendNext(frame.take(1 + random.nextInt(frame.size())).compact());
      switch (random.nextInt(6)) {
        case 0 -> node.bottomIn().sendComplete();
        case 1 -> node.bottomIn().sendError(new IllegalStateException("reset"));
        case 2 -> node.bottomOut().cancel();
        case 3 -> node.topIn().sendError(new IllegalStateException("broken"));
        case 4 -> node.topOut().cancel();
        default -> end(node);
      }
      node.bottomOut().cancel();
      node.topOut().cancel();
      node.topIn().sendComplete();
      node.bottomIn().sendComplete();
    }
  }

  @Test
  void letsGoOfAnUnfinishedMessageWhenItsConnectionEnds() {
    int huge = 40_000_000;
    MemoryBudget roomy =
        MemoryBudget.of(
            new MemoryPlan(
                1_000_000_000,
                400_000_000,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                20_000_000),
            huge,
            4);
    Allowance allowance = roomy.open();
    var node = welcomed(allowance, "max-frame-size = 64 MiB");
    long before = HeapUse.now();

    sendAllButTheEnd(node, huge);
    await().untilAsserted(() -> assertThat(roomy.comingBytes()).isGreaterThan(huge));
    await().untilAsserted(() -> assertThat(HeapUse.now() - before).isGreaterThan(huge / 2));
    node.bottomIn().sendError(new IllegalStateException("reset"));

    await().untilAsserted(() -> assertThat(HeapUse.now() - before).isLessThan(huge / 4));
    // Whoever still refers to the ended connection's allowance holds none of its bytes.
    Reference.reachabilityFence(allowance);
  }

  private static void sendAllButTheEnd(
      Ends<Message, ByteString, ByteString, Message> node, int jpegBytes) {
    ByteString frame = frame(jpegBytes);
    node.bottomIn().sendNext(frame.take(frame.size() / 2).compact());
    node.bottomIn().sendNext(frame.drop(frame.size() / 2).dropRight(1).compact());
  }

  /** What is told while bytes are asked for already must not ask for them again. */
  @Test
  void goesOnWhereItIsAskedToYieldAndNeedNotAnyMore() {
    MemoryBudget hasty =
        MemoryBudget.of(
            new MemoryPlan(
                1_000_000, 200_000, Duration.ofMinutes(1), Duration.ofNanos(1), 20_000_000),
            LARGE + 1,
            4);
    Allowance allowance = hasty.open();
    Pulse pulse = new Pulse();
    var node = welcomed(allowance, pulse, "");
    ByteString frame = frame(LARGE);
    node.bottomIn().sendNext(frame.take(10_000).compact());
    await().untilAsserted(() -> assertThat(hasty.comingBytes()).isGreaterThan(LARGE));
    Allowance other = hasty.open();
    assertThat(other.reserve(90_000, () -> {})).isFalse();

    // On the connection's thread, just before it asks for more bytes.
    pulse.ask(
        () -> {
          other.hasWaitedTooLong();
          assertThat(allowance.mustYield()).isTrue();
          allowance.came();
        });
    node.bottomIn().sendNext(frame.drop(10_000).take(10_000).compact());
    node.bottomIn().sendNext(frame.drop(20_000).compact());

    assertThat(node.bottomOut().expectNext()).isInstanceOf(Message.Frame.class);
    other.close();
    end(node);
  }

  @Test
  void readsMessagesThatAreNoFramesLaterWhereTheyAreTooMany() {
    long before = System.nanoTime();
    var node = welcomed(budget.open(), "messages-per-second = 5");
    ByteString pings = ByteString.emptyByteString();
    for (int i = 0; i < 6; i++) {
      pings = pings.concat(WireCodec.encode(new Message.Ping(i), false));
    }

    node.bottomIn().sendNext(pings.compact());

    // The hello was the first of five.
    for (int i = 0; i < 4; i++) {
      assertThat(node.bottomOut().expectNext()).isEqualTo(new Message.Ping(i));
    }
    assertThat(node.bottomOut().expectNext()).isEqualTo(new Message.Ping(4));
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(node.bottomOut().expectNext()).isEqualTo(new Message.Ping(5));
    end(node);
  }

  private static MemoryBudget patient() {
    return MemoryBudget.of(
        new MemoryPlan(
            1_000_000, 200_000, Duration.ofMinutes(1), Duration.ofMinutes(1), 20_000_000),
        LARGE + 1,
        4);
  }

  private static boolean isAlive(Pulse pulse) {
    AtomicBoolean isAlive = new AtomicBoolean();
    pulse.ask(() -> isAlive.set(true));
    return isAlive.get();
  }

  private void useUpThePool() {
    assertThat(greedy.reserve(50_000 + 4_000, () -> {})).isTrue();
  }

  private Ends<Message, ByteString, ByteString, Message> welcomed(
      Allowance allowance, String limits) {
    return welcomed(allowance, new Pulse(), limits);
  }

  private Ends<Message, ByteString, ByteString, Message> welcomed(
      Allowance allowance, Pulse pulse, String limits) {
    WireLimits of = TestLimits.node("linger = 200ms" + (limits.isEmpty() ? "" : ", ") + limits);
    var node = Ends.of(WireFlow.node(of, allowance, pulse), system);
    node.topOut().request(1);
    node.bottomOut().request(10);
    node.bottomIn().sendNext(HELLO);
    node.bottomOut().expectNext();
    node.topIn().sendNext(WELCOME);
    node.topOut().expectNext();
    node.topOut().request(1);
    return node;
  }

  private static void end(Ends<Message, ByteString, ByteString, Message> node) {
    node.bottomOut().cancel();
    node.topOut().cancel();
    node.bottomIn().sendComplete();
  }

  private static DensityMap map(int cells) {
    return new DensityMap(1, 2, 1, cells, 0, new float[cells], new DensityMap.Timing(0, 0, 0, 1));
  }

  private static ByteString frame(int jpegBytes) {
    JpegFrame frame = JpegFrame.of(1, 2, 3, 0, ByteString.fromArrayUnsafe(new byte[jpegBytes]));
    return WireCodec.encode(new Message.Frame(frame), false).compact();
  }

  private static Message decode(ByteString bytes) {
    return WireCodec.decode(bytes.apply(4), bytes.drop(WireFormat.PREFIX), 0);
  }
}
