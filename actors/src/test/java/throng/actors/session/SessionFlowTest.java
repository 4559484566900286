package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import throng.actors.counts.CameraNow;
import throng.actors.counts.CountHub;
import throng.actors.counts.Counted;
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

class SessionFlowTest extends SessionOverWire {
  private static final int WINDOW = 32;

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
    List<Counted> told = new ArrayList<>();
    await()
        .untilAsserted(
            () -> {
              told.addAll(reader.take());
              assertThat(told)
                  .extracting(it -> it.reply().sequence())
                  .containsExactlyInAnyOrder(0L, 1L);
            });
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
    start("session.max-sessions = 2", Optional.empty());

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
    start("", Optional.empty());

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

      await().until(() -> model.warmed.stream().anyMatch(size -> size.width() == 800));
    }
  }
}
