package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import throng.actors.testing.HandWrittenEdge;
import throng.actors.testing.Jpegs;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** What a node among others tells its cameras, and the others. */
class SessionMoveTest extends SessionOverWire {
  private static final HostAndPort OTHER = new HostAndPort("10.0.0.6", 7600);
  private static final CameraId DOOR = new CameraId("lobby", "door");

  private final FakeNeighbours neighbours = new FakeNeighbours();

  @BeforeEach
  void startAmongOthers() throws Exception {
    node = new ListeningNode(model, "", Optional.empty(), neighbours);
  }

  private HandWrittenEdge connected(Message.Hello hello) throws Exception {
    HandWrittenEdge edge = node.connect();
    edge.write(hello);
    assertThat(edge.read()).isInstanceOf(Message.Welcome.class);
    return edge;
  }

  private Message.Refused answerTo(Message.Hello hello) throws Exception {
    try (HandWrittenEdge edge = node.connect()) {
      edge.write(hello);
      return (Message.Refused) Objects.requireNonNull(edge.read());
    }
  }

  @Test
  void sendsACameraOnThatIsBetterOffElsewhere() throws Exception {
    neighbours.better = Optional.of(OTHER);

    assertThat(answerTo(HandWrittenEdge.movable("door", 0, 1)))
        .isEqualTo(Message.Refused.moved(OTHER));
    assertThat(node.node.statistics.snapshot().refused(RefusedCode.MOVED)).isEqualTo(1);
  }

  @Test
  void refusesACameraWhoseNetworkNobodyHasAndSaysWhichAllOfThemHave() throws Exception {
    neighbours.networks.put("hall", OTHER);

    Message.Refused refused = answerTo(HandWrittenEdge.asking("door", "gate"));

    assertThat(refused.code()).isEqualTo(RefusedCode.MODEL);
    assertThat(refused.sentence())
        .isEqualTo(
            "This node has no network called \"gate\", and no other has; there are default, hall."
                + " Say one of them with throng.edge-node.model, or none.");
  }

  @Test
  void tellsWhereTheNetworkIsThatACameraAsksForWhichCannotBeSentThere() throws Exception {
    neighbours.networks.put("hall", OTHER);

    Message.Refused refused = answerTo(HandWrittenEdge.asking("door", "hall"));

    assertThat(refused.code()).isEqualTo(RefusedCode.MODEL);
    assertThat(refused.sentence())
        .isEqualTo(
            "This node has no network called \"hall\"; 10.0.0.6:7600 has it, where the camera"
                + " cannot be sent now: let the edge node connect there (gpu-nodes).");
  }

  @Test
  void servesWhoWasSentOnBeforeOrMayNotBe() throws Exception {
    neighbours.better = Optional.of(OTHER);

    connected(HandWrittenEdge.movable("door", 1, 2)).close();
    connected(HandWrittenEdge.hello("hall", 1, "")).close();
  }

  @Test
  void tellsWhereTheOthersAreAndWhenTheyChange() throws Exception {
    neighbours.members = List.of(OTHER);
    try (HandWrittenEdge edge = node.connect();
        HandWrittenEdge old = node.connect()) {
      edge.write(HandWrittenEdge.movable("door", 0, 1));
      assertThat(((Message.Welcome) Objects.requireNonNull(edge.read())).members())
          .containsExactly(OTHER);
      old.welcomed("hall");

      neighbours.members = List.of();
      node.node.sessions.tell(FromOthers.MembersChanged.INSTANCE);

      assertThat(edge.read()).isEqualTo(new Message.Members(List.of()));
      old.frame(0, Jpegs.of(640, 480, 1));
      assertThat(old.read()).isInstanceOf(Message.Reply.class);
    }
  }

  @Test
  void movesACameraBetweenItsAnswers() throws Exception {
    try (HandWrittenEdge edge = connected(HandWrittenEdge.movable("door", 0, 1))) {
      node.node.sessions.tell(new FromOthers.MoveAway(DOOR, OTHER));
      node.node.sessions.tell(new FromOthers.MoveAway(new CameraId("lobby", "nobody"), OTHER));

      assertThat(edge.read()).isEqualTo(new Message.Move(false, OTHER));
      edge.frame(0, Jpegs.of(640, 480, 1));
      assertThat(edge.read()).isInstanceOf(Message.Reply.class);
    }
  }

  @Test
  void keepsOnlyTheNewestMoveForAnEdgeThatDoesNotRead() throws Exception {
    Notices notices = new Notices();
    for (int port = 1; port <= 1000; port++) {
      notices.tell(new Message.Move(false, new HostAndPort("a", port)));
    }
    notices.tell(new Message.Members(List.of()));

    var told =
        Source.<Message>maybe()
            .via(notices.besideAnswers())
            .take(2)
            .runWith(Sink.seq(), node.node.kit.system());

    assertThat(told.toCompletableFuture().get(20, TimeUnit.SECONDS))
        .containsExactly(
            new Message.Move(false, new HostAndPort("a", 1000)), new Message.Members(List.of()));
  }

  @Test
  void endsACameraWhoseNameAnotherNodeHas() throws Exception {
    try (HandWrittenEdge edge = connected(HandWrittenEdge.movable("door", 0, 1))) {
      node.node.sessions.tell(new FromOthers.GiveUpName(DOOR, 2, 1, 1));

      Message.Goodbye goodbye = (Message.Goodbye) Objects.requireNonNull(edge.read());
      assertThat(goodbye.reason()).isEqualTo(GoodbyeReason.REPLACED);
      assertThat(goodbye.sentence())
          .isEqualTo(
              "Another edge node is connected as lobby/door, at another GPU node; give one of them"
                  + " another --name.");
    }
    try (HandWrittenEdge edge = connected(HandWrittenEdge.movable("door", 0, 1))) {
      node.node.sessions.tell(new FromOthers.GiveUpName(DOOR, 1, 1, 1));

      assertThat(((Message.Goodbye) Objects.requireNonNull(edge.read())).sentence())
          .isEqualTo(
              "A newer connection of lobby/door, at another GPU node, took this one's place.");
    }
  }

  @Test
  void keepsAConnectionThatIsNewerThanTheOneWhichIsToGiveWay() throws Exception {
    try (HandWrittenEdge edge = connected(HandWrittenEdge.movable("door", 0, 8))) {
      node.node.sessions.tell(new FromOthers.GiveUpName(DOOR, 1, 1, 6));

      assertThat(edge.count(3)).isEqualTo(3);
    }
  }

  @Test
  void refusesANameThatAnotherNodeHas() throws Exception {
    neighbours.taken =
        Optional.of(new Message.Refused(RefusedCode.NAME_IN_USE, "It is connected elsewhere."));

    assertThat(answerTo(HandWrittenEdge.movable("door", 0, 1)).code())
        .isEqualTo(RefusedCode.NAME_IN_USE);
    assertThat(neighbours.told).containsExactly("asks for lobby/door 1");
  }

  @Test
  void letsAnEdgeInWhoseNameAnotherNodeGivesUpWhenItIsAsked() throws Exception {
    neighbours.taken = Optional.of(new Message.Refused(RefusedCode.NAME_IN_USE, "Elsewhere."));
    neighbours.nameIsKnown = new CompletableFuture<>();
    try (HandWrittenEdge edge = node.connect()) {
      edge.write(HandWrittenEdge.movable("door", 0, 1));
      await().until(() -> neighbours.told.contains("asks for lobby/door 1"));

      neighbours.taken = Optional.empty();
      neighbours.nameIsKnown.complete("");

      assertThat(edge.read()).isInstanceOf(Message.Welcome.class);
    }
  }

  @Test
  void givesUpTheNameOfASilentConnectionToAnEdgeAtAnotherNode() throws Exception {
    node.close();
    node = new ListeningNode(model, "session.name-check = 200ms", Optional.empty(), neighbours);
    AtomicBoolean isKept = new AtomicBoolean();
    try (HandWrittenEdge silent = connected(HandWrittenEdge.movable("door", 0, 1))) {
      node.node.sessions.tell(new FromOthers.CheckName(DOOR, 2, false, () -> isKept.set(true)));

      await().until(() -> neighbours.told.contains("closed lobby/door 1"));
      assertThat(isKept).isFalse();
      assertThat(goodbye(silent)).isEqualTo(GoodbyeReason.REPLACED);
    }
    assertThat(neighbours.told).containsOnlyOnce("closed lobby/door 1");
  }

  @Test
  void keepsTheNameOfAConnectionThatLivesWhoeverWantsItElsewhere() throws Exception {
    AtomicBoolean isKept = new AtomicBoolean();
    try (HandWrittenEdge edge = connected(HandWrittenEdge.movable("door", 0, 1)).keptAlive()) {
      node.node.sessions.tell(new FromOthers.CheckName(DOOR, 2, false, () -> isKept.set(true)));

      await().untilTrue(isKept);
      assertThat(edge.count(3)).isEqualTo(3);
    }
  }

  @Test
  void tellsTheOthersWhoComesAndGoes() throws Exception {
    connected(HandWrittenEdge.movable("door", 0, 3)).close();
    await().until(() -> neighbours.told.contains("closed lobby/door 1"));

    assertThat(neighbours.told)
        .containsExactly("opened lobby/door 1 3 LIVE", "closed lobby/door 1");
  }

  @Test
  void tellsTheOthersWhatACameraWants() throws Exception {
    try (HandWrittenEdge edge = connected(HandWrittenEdge.movable("door", 0, 3))) {
      assertThat(edge.count(3)).isEqualTo(3);

      // What comes in the first second is not heard.
      await()
          .until(
              () -> {
                if (neighbours.demands.isEmpty()) {
                  edge.write(new Message.Demand(1, 1));
                }
                return !neighbours.demands.isEmpty();
              });
    }
    // On a slow machine the last of those that were written is heard too.
    assertThat(neighbours.demands).startsWith(0.001);
  }

  @Test
  void sendsACameraForWhichItHasNoPlaceWhereThereIsOne() throws Exception {
    node.close();
    node = new ListeningNode(model, "session.max-sessions = 1", Optional.empty(), neighbours);
    try (HandWrittenEdge edge = connected(HandWrittenEdge.movable("door", 0, 1))) {
      assertThat(answerTo(HandWrittenEdge.movable("hall", 0, 1)).code())
          .isEqualTo(RefusedCode.UNAVAILABLE);
      neighbours.room = Optional.of(OTHER);

      assertThat(answerTo(HandWrittenEdge.movable("hall", 0, 2)))
          .isEqualTo(Message.Refused.moved(OTHER));
      assertThat(answerTo(HandWrittenEdge.movable("hall", 1, 3)).code())
          .isEqualTo(RefusedCode.UNAVAILABLE);
    }
  }

  @Test
  void asksForNoPlaceElsewhereForWhoIsNotAdmittedWhenItGoesDown() throws Exception {
    node.close();
    node = new ListeningNode(model, "", Optional.of("sesame"), neighbours);
    neighbours.drain = Optional.of(OTHER);
    TestProbe<Sessions.Departed> departed = node.node.kit.createTestProbe();
    node.node.sessions.tell(new Sessions.Depart(departed.getRef()));
    departed.expectMessage(Sessions.Departed.INSTANCE);

    assertThat(answerTo(HandWrittenEdge.movable("door", 0, 1)).code())
        .isEqualTo(RefusedCode.UNAVAILABLE);

    assertThat(neighbours.told).containsExactly("departs");
  }

  @Test
  void sendsItsCamerasAwayBeforeItGoesDown() throws Exception {
    neighbours.drain = Optional.of(OTHER);
    TestProbe<Sessions.Departed> departed = node.node.kit.createTestProbe();
    try (HandWrittenEdge staying = node.connect().welcomed("hall").keptAlive();
        HandWrittenEdge edge = connected(HandWrittenEdge.movable("door", 0, 1))) {
      node.node.sessions.tell(new Sessions.Depart(departed.getRef()));

      assertThat(edge.read()).isEqualTo(new Message.Move(true, OTHER));
      departed.expectNoMessage(Duration.ofMillis(200));
      assertThat(answerTo(HandWrittenEdge.movable("gate", 0, 1)))
          .isEqualTo(Message.Refused.moved(OTHER));
      assertThat(answerTo(HandWrittenEdge.movable("gate", 1, 1)).code())
          .isEqualTo(RefusedCode.UNAVAILABLE);
      edge.write(new Message.Goodbye(GoodbyeReason.DONE, ""));
      departed.expectMessage(Sessions.Departed.INSTANCE);

      staying.frame(0, Jpegs.of(640, 480, 1));
      assertThat(staying.read()).isInstanceOf(Message.Reply.class);
    }
  }

  @Test
  void waitsForNobodyWhereNoOtherNodeIsThere() throws Exception {
    TestProbe<Sessions.Departed> departed = node.node.kit.createTestProbe();
    try (HandWrittenEdge edge = connected(HandWrittenEdge.movable("door", 0, 1))) {
      node.node.sessions.tell(new Sessions.Depart(departed.getRef()));

      departed.expectMessage(Sessions.Departed.INSTANCE);
    }
  }

  @Test
  void waitsForNobodyForEver() throws Exception {
    node.close();
    neighbours.drain = Optional.of(OTHER);
    node = new ListeningNode(model, "session.move-within = 100ms", Optional.empty(), neighbours);
    TestProbe<Sessions.Departed> departed = node.node.kit.createTestProbe();
    try (HandWrittenEdge edge = connected(HandWrittenEdge.movable("door", 0, 1))) {
      node.node.sessions.tell(new Sessions.Depart(departed.getRef()));

      departed.expectMessage(Sessions.Departed.INSTANCE);
    }
  }
}
