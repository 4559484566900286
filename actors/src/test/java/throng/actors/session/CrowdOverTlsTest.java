package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.tcp.TurnedAway;
import throng.streams.tls.MadeSite;

/** Many that begin with TLS and do not go on, from the same address as one that does. */
class CrowdOverTlsTest extends PairedSite {
  @ParameterizedTest(name = "{0} bytes of a handshake each")
  @ValueSource(ints = {0, 1, 100, 1_000})
  void aPairedEdgeIsWelcomeWhileOthersPush(int bytes) throws Exception {
    byte[] hello = MadeSite.clientHello();
    byte[] start = Arrays.copyOf(hello, Math.min(bytes, hello.length));
    try (ListeningNode node = node("limits.handshake-timeout = 30s", Optional.empty());
        HandWrittenEdge before = node.connect(lobby).welcomed("before").keptAlive();
        Flood flood = new Flood(node.address, start)) {
      flood.awaitOthersCounted(3, () -> node.connect(lobby));

      assertCounts(before, 7);
      assertThat(node.node.statistics.snapshot().turnedAway(TurnedAway.CROWDED_OUT)).isPositive();
    }
  }
}
