package throng.actors.session;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.actors.counts.CameraNow;
import throng.actors.counts.CountHub;
import throng.actors.testing.FakeModel;
import throng.actors.testing.HandWrittenEdge;
import throng.actors.testing.Jpegs;
import throng.streams.frame.DensityMap;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireException.Kind;

@SuppressWarnings("NullAway.Init") // Each test makes its own node.
class SessionFlowTest {
  private static final int WINDOW = 32;
  private static final String PATIENT =
      "limits { ping-after = 10s, silence-timeout = 30s, write-stall-timeout = 30s }";

  private final Semaphore gate = new Semaphore(0);
  private final FakeModel model = new FakeModel(1, true);
  private ListeningNode node;

  @AfterEach
  void everyFrameIsAnswered() {
    gate.release(1_000);
    await()
        .untilAsserted(
            () -> assertThat(node.node.statistics.snapshot().frames().underWay()).isZero());
    await().untilAsserted(() -> assertThat(node.node.statistics.snapshot().cameras()).isZero());
    node.close();
  }

  @Test
  void welcomesAnEdgeWithTheNodesLimitsAndModel() throws Exception {
    start("", Optional.empty());

    try (HandWrittenEdge edge = node.connect()) {
      edge.write(HandWrittenEdge.hello("door", 1, ""));
      Message.Welcome welcome = (Message.Welcome) Objects.requireNonNull(edge.read());

      assertThat(welcome.window()).isEqualTo(32);
      assertThat(welcome.maxPixels()).isEqualTo(1_000_000);
      assertThat(welcome.modelName()).isEqualTo("fake");
    }
  }

  @Test
  void answersInTheOrderInWhichFramesCame() throws Exception {
    start("", Optional.empty());

    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      for (int i = 0; i < 60; i++) {
        edge.frame(i, Jpegs.of(640, 480, i % 3 == 0 ? FakeModel.UNDECODABLE : i));
      }

      for (int i = 0; i < 60; i++) {
        Message.Reply reply = (Message.Reply) Objects.requireNonNull(edge.read());
        assertThat(reply.reply().sequence()).isEqualTo(i);
        assertThat(reply.reply() instanceof Skipped).isEqualTo(i % 3 == 0);
      }
    }
  }

  @Test
  void tellsTheHubWhoIsConnectedAndWhatIsAnswered() throws Exception {
    start("", Optional.empty());
    CountHub hub = node.node.counts;
    CountHub.Reader reader = hub.reader("test", 8, () -> {});

    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(0, Jpegs.of(640, 480, 4));
      edge.frame(1, Jpegs.of(640, 480, FakeModel.UNDECODABLE));
      assertThat(edge.read()).isInstanceOf(Message.Reply.class);
      assertThat(edge.read()).isInstanceOf(Message.Reply.class);
      await().until(() -> hub.cameras().size() == 1 && hub.cameras().get(0).last().isPresent());

      CameraNow door = hub.cameras().get(0);
      assertThat(door.isConnected()).isTrue();
      assertThat(hub.latest(door.camera()).orElseThrow().frame().jpeg())
          .isEqualTo(Jpegs.of(640, 480, 4));
    }
    await().until(() -> !hub.cameras().get(0).isConnected());
    assertThat(reader.take())
        .extracting(it -> it.reply().sequence())
        .containsExactlyInAnyOrder(0L, 1L);
  }

  @Test
  void tellsTheHubWhoHasLeftAndWhoHasBrokenOff() throws Exception {
    start("", Optional.empty());
    CountHub hub = node.node.counts;

    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.write(new Message.Goodbye(GoodbyeReason.DONE, "No more."));
      await().until(() -> hub.cameras().stream().anyMatch(CameraNow::hasLeft));
    }
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      assertThat(hub.cameras()).noneMatch(CameraNow::hasLeft);
      edge.frame(0, Jpegs.of(640, 480, 4));
      assertThat(edge.read()).isInstanceOf(Message.Reply.class);
    }
    await().until(() -> hub.cameras().stream().noneMatch(CameraNow::isConnected));
    assertThat(hub.cameras()).hasSize(1).noneMatch(CameraNow::hasLeft);
  }

  @Test
  void answersWhatIsUnderWayBeforeItSaysGoodbye() throws Exception {
    start("", Optional.empty());
    model.beforeBatch(people -> gate.acquireUninterruptibly());

    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(0, Jpegs.of(640, 480, 4));
      edge.write(new Message.Goodbye(GoodbyeReason.DONE, "No more."));
      gate.release(100);

      assertThat(edge.read()).isInstanceOf(Message.Reply.class);
      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.DONE);
      assertThat(edge.read()).isNull();
    }
  }

  @Test
  void answersWhatIsUnderWayAfterAHalfClose() throws Exception {
    start("", Optional.empty());
    model.beforeBatch(people -> gate.acquireUninterruptibly());

    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(0, Jpegs.of(640, 480, 4));
      edge.halfClose();
      gate.release(100);

      assertThat(edge.read()).isInstanceOf(Message.Reply.class);
      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.DONE);
      assertThat(edge.read()).isNull();
    }
  }

  @Test
  void replacesTheConnectionOfTheSameInstance() throws Exception {
    start("", Optional.empty());

    try (HandWrittenEdge older = node.connect().welcomed("door");
        HandWrittenEdge newer = node.connect().welcomed("door")) {
      assertThat(goodbye(older)).isEqualTo(GoodbyeReason.REPLACED);
      assertThat(older.read()).isNull();

      newer.frame(0, Jpegs.of(640, 480, 4));
      assertThat(newer.read()).isInstanceOf(Message.Reply.class);
      await().until(() -> node.node.statistics.snapshot().cameras() == 1);
    }
  }

  @Test
  void refusesAnotherInstanceWithTheSameName() throws Exception {
    start("", Optional.empty());

    try (HandWrittenEdge first = node.connect().welcomed("door").keptAlive();
        HandWrittenEdge second = node.connect()) {
      second.write(HandWrittenEdge.hello("door", 2, ""));

      assertThat(refused(second)).isEqualTo(RefusedCode.NAME_IN_USE);
      first.frame(0, Jpegs.of(640, 480, 4));
      assertThat(first.read()).isInstanceOf(Message.Reply.class);
    }
    assertThat(node.node.statistics.snapshot().refused(RefusedCode.NAME_IN_USE)).isEqualTo(1);
  }

  @Test
  void givesTheNameOfASilentConnectionToWhoAsksForIt() throws Exception {
    start("session.name-check = 200ms", Optional.empty());

    try (HandWrittenEdge silent = node.connect().welcomed("door");
        HandWrittenEdge second = node.connect()) {
      second.write(HandWrittenEdge.hello("door", 2, ""));

      assertThat(second.read()).isInstanceOf(Message.Welcome.class);
      assertThat(goodbye(silent)).isEqualTo(GoodbyeReason.REPLACED);
      second.frame(0, Jpegs.of(640, 480, 4));
      assertThat(second.read()).isInstanceOf(Message.Reply.class);
    }
  }

  @Test
  void tellsASilentConnectionWhoseByteComesTooLateThatItHasLostItsName() throws Exception {
    start("session.name-check = 200ms", Optional.empty());

    try (HandWrittenEdge late = node.connect().welcomed("door");
        HandWrittenEdge second = node.connect()) {
      second.write(HandWrittenEdge.hello("door", 2, ""));
      assertThat(second.read()).isInstanceOf(Message.Welcome.class);
      late.write(new Message.Pong(0));
      late.frame(0, Jpegs.of(640, 480, 4));

      assertThat(goodbye(late)).isEqualTo(GoodbyeReason.REPLACED);
      assertThat(late.read()).isNull();
      second.frame(1, Jpegs.of(640, 480, 4));
      assertThat(((Message.Reply) Objects.requireNonNull(second.read())).reply().sequence())
          .isEqualTo(1);
    }
    assertThat(node.node.statistics.frames().accepted()).isEqualTo(1);
    assertThat(node.node.statistics.snapshot().refused(RefusedCode.NAME_IN_USE)).isZero();
  }

  @Test
  void takesALateByteOfTheFirstForNoSignOfLifeOfTheSecond() throws Exception {
    start("session.name-check = 500ms", Optional.empty());

    try (HandWrittenEdge late = node.connect().welcomed("door");
        HandWrittenEdge second = node.connect();
        HandWrittenEdge third = node.connect()) {
      second.write(HandWrittenEdge.hello("door", 2, ""));
      assertThat(second.read()).isInstanceOf(Message.Welcome.class);
      third.write(HandWrittenEdge.hello("door", 3, ""));
      await().until(() -> !isSilentlyWaiting(second));
      late.write(new Message.Pong(0));

      assertThat(third.read()).isInstanceOf(Message.Welcome.class);
      assertThat(goodbye(second)).isEqualTo(GoodbyeReason.REPLACED);
    }
  }

  @Test
  void letsOnlyOneWaitForAName() throws Exception {
    start("session.name-check = 500ms", Optional.empty());

    try (HandWrittenEdge silent = node.connect().welcomed("door");
        HandWrittenEdge second = node.connect();
        HandWrittenEdge third = node.connect()) {
      second.write(HandWrittenEdge.hello("door", 2, ""));
      await().until(() -> !isSilentlyWaiting(silent));
      third.write(HandWrittenEdge.hello("door", 3, ""));

      assertThat(refused(third)).isEqualTo(RefusedCode.NAME_IN_USE);
      assertThat(second.read()).isInstanceOf(Message.Welcome.class);
    }
  }

  @Test
  void keepsTheNameOfAConnectionThatLeavesInGoodOrder() throws Exception {
    start("session.name-check = 200ms", Optional.empty());
    model.beforeBatch(people -> gate.acquireUninterruptibly());

    try (HandWrittenEdge leaving = node.connect().welcomed("door");
        HandWrittenEdge second = node.connect()) {
      leaving.frame(0, Jpegs.of(640, 480, 4));
      await().until(() -> model.batches.size() == 1);
      leaving.halfClose();
      second.write(HandWrittenEdge.hello("door", 2, ""));

      assertThat(refused(second)).isEqualTo(RefusedCode.NAME_IN_USE);
      gate.release(100);
      assertThat(leaving.read()).isInstanceOf(Message.Reply.class);
      assertThat(goodbye(leaving)).isEqualTo(GoodbyeReason.DONE);
    }
  }

  @Test
  void refusesWhoWaitsForANameWhenTheNodeGoesDown() throws Exception {
    start("session.name-check = 5s", Optional.empty());
    TestProbe<Sessions.Drained> probe = node.node.kit.createTestProbe();

    try (HandWrittenEdge silent = node.connect().welcomed("door");
        HandWrittenEdge second = node.connect()) {
      second.write(HandWrittenEdge.hello("door", 2, ""));
      await().until(() -> !isSilentlyWaiting(silent));
      node.node.sessions.tell(new Sessions.Drain(probe.getRef()));

      assertThat(refused(second)).isEqualTo(RefusedCode.UNAVAILABLE);
    }
    probe.expectMessage(Sessions.Drained.INSTANCE);
  }

  @Test
  void endsAConnectionWhoseFrameComesTwice() throws Exception {
    start("", Optional.empty());

    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(4, Jpegs.of(640, 480, 4));
      assertThat(edge.read()).isInstanceOf(Message.Reply.class);
      edge.frame(4, Jpegs.of(640, 480, 4));

      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.PROTOCOL_ERROR);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(node.node.statistics.snapshot().broken(Kind.UNEXPECTED_MESSAGE))
                    .isEqualTo(1));
  }

  @Test
  void throwsAwayWhatComesAfterTheGoodbye() throws Exception {
    start("", Optional.empty());

    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(0, Jpegs.of(640, 480, 4));
      edge.write(new Message.Goodbye(GoodbyeReason.DONE, "No more."));
      edge.frame(1, Jpegs.of(640, 480, 4));

      assertThat(((Message.Reply) Objects.requireNonNull(edge.read())).reply().sequence()).isZero();
      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.DONE);
    }
  }

  /** The node's ping shows that the hello of who wants the name has been read. */
  private static boolean isSilentlyWaiting(HandWrittenEdge edge) throws Exception {
    return !edge.hasBytes();
  }

  @Test
  void letsANameBeUsedAgainOnceItIsFree() throws Exception {
    start("", Optional.empty());
    node.connect().welcomed("door").close();
    await().until(() -> node.node.statistics.snapshot().cameras() == 0);

    try (HandWrittenEdge second = node.connect()) {
      second.write(HandWrittenEdge.hello("door", 2, ""));

      assertThat(second.read()).isInstanceOf(Message.Welcome.class);
    }
  }

  @Test
  void refusesAWrongToken() throws Exception {
    start("", Optional.of("secret"));

    try (HandWrittenEdge wrong = node.connect();
        HandWrittenEdge right = node.connect()) {
      wrong.write(HandWrittenEdge.hello("door", 1, "guess"));
      assertThat(refused(wrong)).isEqualTo(RefusedCode.TOKEN);

      right.write(HandWrittenEdge.hello("door", 1, "secret"));
      assertThat(right.read()).isInstanceOf(Message.Welcome.class);
    }
  }

  @Test
  void refusesMoreCamerasThanItMayServe() throws Exception {
    start("session.max-sessions = 1", Optional.empty());

    try (HandWrittenEdge first = node.connect().welcomed("door");
        HandWrittenEdge second = node.connect()) {
      second.write(HandWrittenEdge.hello("hall", 1, ""));

      assertThat(refused(second)).isEqualTo(RefusedCode.UNAVAILABLE);
      first.frame(0, Jpegs.of(640, 480, 4));
      assertThat(first.read()).isInstanceOf(Message.Reply.class);
    }
  }

  @Test
  void givesThePlaceOfAReplacedConnectionToOthersThoughItReadsNothing() throws Exception {
    model.cells(10_000);
    start(PATIENT + "\nsession.max-sessions = 2", Optional.empty());

    try (HandWrittenEdge replaced = unread("door");
        HandWrittenEdge newer = node.connect().welcomed("door");
        HandWrittenEdge other = node.connect()) {
      other.write(HandWrittenEdge.hello("hall", 1, ""));
      assertThat(other.read()).isInstanceOf(Message.Welcome.class);

      newer.frame(0, Jpegs.of(640, 480, 4));
      assertThat(newer.read()).isInstanceOf(Message.Reply.class);
      replaced.reset();
    }
  }

  @Test
  void holdsMemoryForAnswersThatNobodyReads() throws Exception {
    model.cells(10_000);
    start(PATIENT, Optional.empty());

    try (HandWrittenEdge slow = unread("door")) {
      assertThat(node.node.budget.waitingBytes()).isGreaterThan(20 * 10_000 * Float.BYTES);
      for (int i = 0; i < WINDOW; i++) {
        assertThat(slow.read()).isInstanceOf(Message.Reply.class);
      }

      await().untilAsserted(() -> assertThat(node.node.budget.waitingBytes()).isZero());
    }
  }

  /** An edge with a window of frames that are counted, and whose answers it has not read. */
  private HandWrittenEdge unread(String camera) throws Exception {
    HandWrittenEdge edge = node.connect().welcomed(camera);
    for (int i = 0; i < WINDOW; i++) {
      edge.frame(i, Jpegs.of(640, 480, i));
    }
    await().until(() -> node.node.statistics.frames().answered() == WINDOW);
    return edge;
  }

  @Test
  void answersWhatIsUnderWayAndSaysGoodbyeWhenTheNodeGoesDown() throws Exception {
    start("", Optional.empty());
    model.beforeBatch(people -> gate.acquireUninterruptibly());
    TestProbe<Sessions.Drained> probe = node.node.kit.createTestProbe();

    try (HandWrittenEdge edge = node.connect().welcomed("door");
        HandWrittenEdge late = node.connect()) {
      edge.frame(0, Jpegs.of(640, 480, 4));
      await().until(() -> model.batches.size() == 1);
      node.node.sessions.tell(new Sessions.Drain(probe.getRef()));
      late.write(HandWrittenEdge.hello("hall", 1, ""));

      assertThat(refused(late)).isEqualTo(RefusedCode.UNAVAILABLE);
      gate.release(100);
      Message.Reply reply = (Message.Reply) Objects.requireNonNull(edge.read());
      assertThat(reply.reply()).isInstanceOf(DensityMap.class);
      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.SHUTTING_DOWN);
    }
    probe.expectMessage(Sessions.Drained.INSTANCE);
  }

  @Test
  void skipsWhatIsLeftWhenTheDrainTakesTooLong() throws Exception {
    start("batch.drain-timeout = 200ms", Optional.empty());
    model.beforeBatch(people -> gate.acquireUninterruptibly());
    TestProbe<Sessions.Drained> probe = node.node.kit.createTestProbe();

    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(0, Jpegs.of(640, 480, 4));
      await().until(() -> model.batches.size() == 1);
      node.node.sessions.tell(new Sessions.Drain(probe.getRef()));

      Message.Reply reply = (Message.Reply) Objects.requireNonNull(edge.read());
      assertThat(((Skipped) reply.reply()).reason()).isEqualTo(SkipReason.SHUTTING_DOWN);
      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.SHUTTING_DOWN);
    }
    probe.expectMessage(Sessions.Drained.INSTANCE);
  }

  @Test
  void warmsTheSizeThatACameraAnnounces() throws Exception {
    start("", Optional.empty());

    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.write(new Message.SizeChanged(800, 600));

      await()
          .atMost(5, SECONDS)
          .until(() -> model.warmed.stream().anyMatch(size -> size.width() == 800));
    }
  }

  private void start(String settings, Optional<String> token) throws Exception {
    node = new ListeningNode(model, settings, token);
  }

  private static GoodbyeReason goodbye(HandWrittenEdge edge) throws Exception {
    return ((Message.Goodbye) Objects.requireNonNull(edge.read())).reason();
  }

  private static RefusedCode refused(HandWrittenEdge edge) throws Exception {
    return ((Message.Refused) Objects.requireNonNull(edge.read())).code();
  }
}
