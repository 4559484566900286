package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.tls.MadeSite;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** An edge that was unpaired. */
class RevokedCertificateTest extends PairedSite {
  private static final String SENTENCE =
      "The certificate of edge/lobby was revoked (gpu-node unpair); pair the machine under another"
          + " name.";

  @AfterEach
  void forget() throws Exception {
    forgetWhoWasUnpaired();
  }

  @Test
  void isSentAwayInWordsAtTheNextLookAndNobodyElse() throws Exception {
    try (ListeningNode node = node();
        HandWrittenEdge edge = node.connect(lobby).welcomed("door");
        HandWrittenEdge second = node.connect(lobby).welcomed("stairs");
        HandWrittenEdge other = node.connect(MadeSite.client(site.edge("attic")))) {
      other.write(
          new Message.Hello(
              1, 1, new CameraId("attic", "door"), 1, Mode.LIVE, 640, 480, false, ""));
      assertThat(other.read()).isInstanceOf(Message.Welcome.class);
      assertCounts(edge, 3);

      unpair("edge/lobby");
      identity.look();
      node.node.sessions.tell(Sessions.CertificatesChanged.INSTANCE);

      for (HandWrittenEdge gone : List.of(edge, second)) {
        assertThat(Objects.requireNonNull(gone.read()))
            .isEqualTo(new Message.Goodbye(GoodbyeReason.REVOKED, SENTENCE));
        assertThat(gone.read()).isNull();
      }
      assertCounts(other, 4);
    }
  }

  @Test
  void soIsWhoHasSuchANameWithoutACertificate() throws Exception {
    try (ListeningNode node = node();
        HandWrittenEdge edge = node.connect()) {
      edge.write(
          new Message.Hello(
              1, 1, new CameraId("porch", "door"), 1, Mode.LIVE, 640, 480, false, ""));
      assertThat(edge.read()).isInstanceOf(Message.Welcome.class);

      unpair("edge/porch");
      identity.look();
      node.node.sessions.tell(Sessions.CertificatesChanged.INSTANCE);

      assertThat(Objects.requireNonNull(edge.read()))
          .isInstanceOfSatisfying(
              Message.Goodbye.class,
              goodbye -> assertThat(goodbye.reason()).isEqualTo(GoodbyeReason.REVOKED));
    }
  }

  @Test
  void isRefusedInWordsWhenItComesAgain() throws Exception {
    unpair("edge/lobby");
    identity.look();
    try (ListeningNode node = node();
        HandWrittenEdge edge = node.connect(lobby)) {
      edge.write(HandWrittenEdge.hello("door", 1, ""));

      assertThat(refused(edge)).isEqualTo(new Message.Refused(RefusedCode.CERTIFICATE, SENTENCE));
    }
  }
}
