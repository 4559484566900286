package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.testing.FakeModel;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** Who has the name of an edge that is paired, and shows no certificate. */
class UnprovedNameTest extends PairedSite {
  private static final Optional<String> TOKEN = Optional.of("secret");
  private static final CameraId DOOR = new CameraId("lobby", "door");

  private final FakeNeighbours neighbours = new FakeNeighbours();

  private ListeningNode nodeAmongOthers() throws Exception {
    return new ListeningNode(new FakeModel(1, true), "", TOKEN, neighbours, identity);
  }

  private static void welcomed(HandWrittenEdge edge, Message.Hello hello) throws Exception {
    edge.write(hello);
    assertThat(edge.read()).isInstanceOf(Message.Welcome.class);
  }

  private static GoodbyeReason goodbye(HandWrittenEdge edge) throws Exception {
    return ((Message.Goodbye) Objects.requireNonNull(edge.read())).reason();
  }

  @Test
  void losesTheNameToWhoProvesItThoughItIsAlive() throws Exception {
    try (ListeningNode node = node("", TOKEN);
        HandWrittenEdge impostor = node.connect()) {
      welcomed(impostor, HandWrittenEdge.hello("door", 2, "secret"));
      impostor.keptAlive();

      try (HandWrittenEdge paired = node.connect(lobby).welcomed("door")) {
        assertThat(goodbye(impostor)).isEqualTo(GoodbyeReason.REPLACED);
        assertCounts(paired, 3);
      }
    }
  }

  @Test
  void losesItAlsoWhereItCallsItselfANewerConnectionOfThatOne() throws Exception {
    Message.Hello newest =
        new Message.Hello(
            1,
            1,
            new CameraId("lobby", "door"),
            1,
            Mode.LIVE,
            640,
            480,
            false,
            "secret",
            new Message.Routing(true, 0, 1_000, ""));
    try (ListeningNode node = node("", TOKEN);
        HandWrittenEdge impostor = node.connect()) {
      welcomed(impostor, newest);

      try (HandWrittenEdge paired = node.connect(lobby).welcomed("door")) {
        assertThat(goodbye(impostor)).isEqualTo(GoodbyeReason.REPLACED);
        assertCounts(paired, 3);
      }
    }
  }

  @Test
  void waitsForTheNameInVainOnceItIsProved() throws Exception {
    try (ListeningNode node = node("session.name-check = 5s", TOKEN);
        HandWrittenEdge silent = node.connect();
        HandWrittenEdge waiting = node.connect()) {
      welcomed(silent, HandWrittenEdge.hello("door", 2, "secret"));
      waiting.write(HandWrittenEdge.hello("door", 3, "secret"));
      await().until(silent::hasBytes);

      try (HandWrittenEdge paired = node.connect(lobby).welcomed("door")) {
        assertThat(refused(waiting).code()).isEqualTo(RefusedCode.NAME_IN_USE);
        assertCounts(paired, 3);
      }
    }
  }

  @Test
  void takesTheNameFromNobodyWhoHasProvedIt() throws Exception {
    try (ListeningNode node = node("", TOKEN);
        HandWrittenEdge paired = node.connect(lobby).welcomed("door");
        HandWrittenEdge impostor = node.connect()) {
      impostor.write(HandWrittenEdge.hello("door", 1, "secret"));

      assertThat(refused(impostor).code()).isEqualTo(RefusedCode.CERTIFICATE);
      assertCounts(paired, 3);
    }
  }

  @ParameterizedTest(name = "by instance {0}")
  @ValueSource(longs = {1, 2})
  void losesTheNameToWhoProvesItAtAnotherNodeThoughItIsAlive(long instance) throws Exception {
    AtomicBoolean isKept = new AtomicBoolean();
    try (ListeningNode node = nodeAmongOthers();
        HandWrittenEdge impostor = node.connect()) {
      welcomed(impostor, HandWrittenEdge.hello("door", 2, "secret"));
      impostor.keptAlive();

      node.node.sessions.tell(
          new FromOthers.CheckName(DOOR, instance, true, () -> isKept.set(true)));

      assertThat(goodbye(impostor)).isEqualTo(GoodbyeReason.REPLACED);
      await().until(() -> neighbours.told.contains("closed lobby/door 2"));
      assertThat(isKept).isFalse();
    }
  }

  @Test
  void takesTheNameAtAnotherNodeFromNobodyWhoHasProvedItThoughThatIsSilent() throws Exception {
    AtomicBoolean isKept = new AtomicBoolean();
    try (ListeningNode node = nodeAmongOthers();
        HandWrittenEdge paired = node.connect(lobby).welcomed("door")) {
      node.node.sessions.tell(new FromOthers.CheckName(DOOR, 2, false, () -> isKept.set(true)));

      await().untilTrue(isKept);
      assertCounts(paired, 3);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RefusedCode.class,
      names = {"NAME_IN_USE", "UNAVAILABLE"})
  void isLookedForAtOtherNodesByWhoProvesTheName(RefusedCode code) throws Exception {
    neighbours.taken = Optional.of(new Message.Refused(code, "It is connected elsewhere."));
    try (ListeningNode node = nodeAmongOthers();
        HandWrittenEdge paired = node.connect(lobby)) {
      paired.write(HandWrittenEdge.hello("door", 1, ""));

      assertThat(refused(paired).code()).isEqualTo(code);
      assertThat(neighbours.told).containsExactly("asks for lobby/door 1 proved");
    }
  }

  @Test
  void isSentAwaySomeTimeAfterTheNameWasPaired() throws Exception {
    try (ListeningNode node = node("", TOKEN);
        HandWrittenEdge plain = node.connect()) {
      welcomed(
          plain,
          new Message.Hello(
              1, 1, new CameraId("porch", "door"), 1, Mode.LIVE, 640, 480, false, "secret"));

      sign("porch");
      identity.look();
      node.node.sessions.tell(Sessions.CertificatesChanged.INSTANCE);

      assertThat(Objects.requireNonNull(plain.read()))
          .isInstanceOfSatisfying(
              Message.Goodbye.class,
              goodbye -> {
                assertThat(goodbye.reason()).isEqualTo(GoodbyeReason.REVOKED);
                assertThat(goodbye.sentence())
                    .startsWith("The edge node porch is paired with this node, and this one shows");
              });
      assertThat(plain.read()).isNull();
    }
  }
}
