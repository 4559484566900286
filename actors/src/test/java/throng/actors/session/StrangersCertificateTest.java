package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.tls.MadeSite;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** An edge of another site, with the same name. */
class StrangersCertificateTest extends PairedSite {
  @Test
  void isRefusedInWordsAndCounted() throws Exception {
    try (ListeningNode node = node();
        HandWrittenEdge stranger =
            node.connect(MadeSite.client(MadeSite.in(folder).edge("lobby")))) {
      stranger.write(HandWrittenEdge.hello("door", 1, ""));

      assertThat(refused(stranger))
          .isEqualTo(
              new Message.Refused(
                  RefusedCode.CERTIFICATE,
                  "The certificate of edge/lobby is another site's: it has to be paired with this"
                      + " one."));
      assertThat(stranger.read()).isNull();
      assertThat(node.node.statistics.snapshot().refused(RefusedCode.CERTIFICATE)).isEqualTo(1);
    }
  }
}
