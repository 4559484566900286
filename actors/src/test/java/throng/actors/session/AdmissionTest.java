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
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** Edges that do not encrypt. */
class AdmissionTest {
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

  @ParameterizedTest
  @CsvSource({
    "paired, The edge node paired is paired with this node",
    "unpaired, The certificate of edge/unpaired was revoked"
  })
  void whoShowsNoCertificateHasNoNameOfOneWhoHas(String node, String sentence) {
    Peer peer = () -> new InetSocketAddress("127.0.0.1", 50_000);
    Message.Hello hello =
        new Message.Hello(
            1, 1, new CameraId(node, "door"), 1, Mode.LIVE, 640, 480, false, "secret");

    Optional<Message.Refused> refusal =
        new Admission(Optional.of("secret"), Rules.AUTO.asTold()).refusal(hello, peer);

    assertThat(refusal)
        .hasValueSatisfying(
            it -> {
              assertThat(it.code()).isEqualTo(RefusedCode.CERTIFICATE);
              assertThat(it.sentence()).startsWith(sentence);
            });
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
          return peer.name().equals("paired");
        }

        @Override
        public void letInPlain(String node, InetSocketAddress from) {}

        @Override
        public boolean isRevoked(PeerIdentity peer) {
          return peer.name().equals("unpaired");
        }
      };
    }
  }
}
