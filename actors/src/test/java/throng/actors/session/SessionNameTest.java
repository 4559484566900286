package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import throng.actors.testing.HandWrittenEdge;
import throng.actors.testing.Jpegs;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** Who may have a camera's name, where two connections want it. */
class SessionNameTest extends SessionOverWire {
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
  void keepsANewerConnectionWhereTheHelloOfAnOlderOneIsReadLate() throws Exception {
    start("", Optional.empty());

    try (HandWrittenEdge newer = node.connect();
        HandWrittenEdge older = node.connect()) {
      newer.write(HandWrittenEdge.movable("door", 0, 2));
      assertThat(newer.read()).isInstanceOf(Message.Welcome.class);
      older.write(HandWrittenEdge.movable("door", 0, 1));

      assertThat(refused(older)).isEqualTo(RefusedCode.UNAVAILABLE);
      newer.frame(0, Jpegs.of(640, 480, 4));
      assertThat(newer.read()).isInstanceOf(Message.Reply.class);
    }
  }

  @Test
  void letsTheNewerOfAnEdgesConnectionsWaitForAName() throws Exception {
    start("session.name-check = 2s", Optional.empty());

    try (HandWrittenEdge silent = node.connect();
        HandWrittenEdge newer = node.connect();
        HandWrittenEdge older = node.connect()) {
      silent.write(HandWrittenEdge.hello("door", 9, ""));
      assertThat(silent.read()).isInstanceOf(Message.Welcome.class);
      newer.write(HandWrittenEdge.movable("door", 0, 2));
      await().until(() -> !isSilentlyWaiting(silent));
      older.write(HandWrittenEdge.movable("door", 0, 1));

      assertThat(refused(older)).isEqualTo(RefusedCode.UNAVAILABLE);
      assertThat(newer.read()).isInstanceOf(Message.Welcome.class);
    }
  }

  @Test
  void keepsTheNameOfASilentConnectionWhereWhoWaitedForItHasGone() throws Exception {
    start("session.name-check = 2s", Optional.empty());

    try (HandWrittenEdge silent = node.connect().welcomed("door")) {
      try (HandWrittenEdge second = node.connect()) {
        second.write(HandWrittenEdge.hello("door", 2, ""));
        await().until(() -> !isSilentlyWaiting(silent));
      }
      TimeUnit.MILLISECONDS.sleep(2_500);

      silent.frame(0, Jpegs.of(640, 480, 4));
      assertThat(silent.read()).isInstanceOf(Message.Reply.class);
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
    start("session.name-check = 200ms, limits.linger = 30s", Optional.empty());

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
    start("session.name-check = 500ms, limits.linger = 30s", Optional.empty());

    try (HandWrittenEdge late = node.connect().welcomed("door");
        HandWrittenEdge second = node.connect()) {
      second.write(HandWrittenEdge.hello("door", 2, ""));
      assertThat(second.read()).isInstanceOf(Message.Welcome.class);
      try (HandWrittenEdge third = node.connect()) {
        third.write(HandWrittenEdge.hello("door", 3, ""));
        await().until(() -> !isSilentlyWaiting(second));
        late.write(new Message.Pong(0));

        assertThat(third.read()).isInstanceOf(Message.Welcome.class);
        assertThat(goodbye(second)).isEqualTo(GoodbyeReason.REPLACED);
      }
    }
  }

  @Test
  void letsOnlyOneWaitForAName() throws Exception {
    start("session.name-check = 3s", Optional.empty());

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
    start("session.name-check = 2s", Optional.empty());
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
}
