package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.tcp.Peer;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** Edges that do not encrypt. */
class AdmissionTest {
  private static final PeerIdentity PAIRED = new PeerIdentity(Role.EDGE, "paired");
  private static final PeerIdentity UNPAIRED = new PeerIdentity(Role.EDGE, "unpaired");

  @ParameterizedTest(name = "{0}, from {1}, token {2}, says {3}: {4}")
  @CsvSource({
    // No certificate yet: as ever.
    "PLAIN, 10.0.0.7, '', '', IN",
    "PLAIN, 10.0.0.7, secret, secret, IN",
    "PLAIN, 10.0.0.7, secret, '', TOKEN",
    // Once somebody was paired.
    "AUTO, 127.0.0.1, '', '', IN",
    "AUTO, 127.0.0.1, secret, secret, IN",
    "AUTO, 127.0.0.1, secret, wrong, TOKEN",
    "AUTO, 10.0.0.7, '', '', CERTIFICATE",
    "AUTO, 10.0.0.7, '', any, CERTIFICATE",
    "AUTO, 10.0.0.7, secret, secret, IN",
    "AUTO, 10.0.0.7, secret, wrong, TOKEN",
    "AUTO, 10.0.0.7, secret, '', TOKEN",
    // Paired edges only.
    "REQUIRED, 127.0.0.1, '', '', CERTIFICATE",
    "REQUIRED, 127.0.0.1, secret, secret, CERTIFICATE",
    "REQUIRED, 10.0.0.7, secret, secret, CERTIFICATE",
  })
  void letsInWhoMayComeIn(Rules rules, String from, String token, String said, String expected) {
    Peer peer = () -> new InetSocketAddress(from, 50_000);
    Admission admission =
        new Admission(Optional.of(token).filter(it -> !it.isEmpty()), rules.asTold());

    Optional<Message.Refused> refusal =
        admission.refusal(HandWrittenEdge.hello("door", 1, said), peer);

    assertThat(refusal.map(it -> it.code().name()).orElse("IN")).isEqualTo(expected);
    boolean tellsHowToPair =
        refusal.map(it -> it.sentence().contains("gpu-node pair lobby ")).orElse(false);
    assertThat(tellsHowToPair)
        .isEqualTo(rules != Rules.PLAIN && refusal.isPresent() && !"wrong".equals(said));
  }

  @ParameterizedTest(name = "from {0}, as {1}: {2}")
  @CsvSource({
    "10.0.0.7, paired, The edge node paired is paired with this node",
    "127.0.0.1, paired, The edge node paired is paired with this node",
    "10.0.0.7, unpaired, The certificate of edge/unpaired was revoked",
    "127.0.0.1, unpaired, The certificate of edge/unpaired was revoked",
  })
  void noTokenTakesTheNameOfOneThatHasOrHadACertificate(String from, String name, String told) {
    Peer peer = () -> new InetSocketAddress(from, 50_000);
    Admission admission = new Admission(Optional.of("secret"), Rules.AUTO.asTold());
    Message.Hello hello =
        new Message.Hello(
            1, 1, new CameraId(name, "door"), 1, Mode.LIVE, 640, 480, false, "secret");

    assertThat(admission.refusal(hello, peer))
        .get()
        .satisfies(it -> assertThat(it.code()).isEqualTo(RefusedCode.CERTIFICATE))
        .satisfies(it -> assertThat(it.sentence()).startsWith(told));
  }

  /** A node's. */
  enum Rules {
    PLAIN,
    AUTO,
    REQUIRED;

    private LinkRules asTold() {
      return new LinkRules() {
        @Override
        public boolean takesCertificates() {
          return Rules.this != Rules.PLAIN;
        }

        @Override
        public boolean needsCertificates() {
          return Rules.this == Rules.REQUIRED;
        }

        @Override
        public boolean isPaired(PeerIdentity peer) {
          return peer.equals(PAIRED);
        }

        @Override
        public void letInPlain(String node, InetSocketAddress from) {}

        @Override
        public boolean isRevoked(PeerIdentity peer) {
          return peer.equals(UNPAIRED);
        }
      };
    }
  }
}
