package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.tls.MadeSite;
import throng.streams.wire.RefusedCode;

/** An edge whose certificate nobody has renewed. */
class ExpiredCertificateTest extends PairedSite {
  @Test
  void isRefusedInWords() throws Exception {
    try (ListeningNode node = node();
        HandWrittenEdge late = node.connect(MadeSite.client(site.expiredEdge("lobby")))) {
      late.write(HandWrittenEdge.hello("door", 1, ""));

      var refused = refused(late);
      assertThat(refused.code()).isEqualTo(RefusedCode.CERTIFICATE);
      assertThat(refused.sentence())
          .matches(
              "The certificate of edge/lobby ended at [-0-9T:]+Z; it has to be paired again\\.");
    }
  }
}
