package throng.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import throng.streams.camera.WatchdogSettings;
import throng.streams.flow.LedgerSettings;
import throng.streams.legacy.counter.CounterServerSettings;
import throng.streams.tcp.GpuConnectionSettings;
import throng.streams.tcp.ListenerSettings;
import throng.streams.testing.Ranges;
import throng.streams.tls.Role;
import throng.streams.tls.TlsSettings;
import throng.streams.wire.WireLimits;

class RangesTest {
  private static final Path NOTHING = Path.of("/nothing-is-here");

  @Test
  void everyRangeOfAnEdgeNodeStandsInItsExplanation() {
    int checked =
        Ranges.check(
            "throng.edge-node",
            List.of("throng.edge-node.give-up-after = -1ms"),
            RangesTest::readEdgeNode);

    assertThat(checked).isGreaterThan(30);
  }

  @Test
  void everyRangeOfAGpuNodeStandsInItsExplanation() {
    int checked = Ranges.check("throng.gpu-node", Ranges.AUTOMATIC, RangesTest::readGpuNode);

    assertThat(checked).isGreaterThan(15);
  }

  private static void readEdgeNode(Config config) {
    Block node = Block.of("throng.edge-node", config);
    var unused =
        List.of(
            WatchdogSettings.from(node),
            LedgerSettings.from(node),
            GpuConnectionSettings.from(node),
            TlsSettings.from(node, NOTHING, Role.EDGE));
  }

  private static void readGpuNode(Config config) {
    Block node = Block.of("throng.gpu-node", config);
    var unused =
        List.of(
            ListenerSettings.from(node, 1),
            WireLimits.from(node.block("limits")),
            TlsSettings.from(node, NOTHING, Role.GPU_NODE),
            CounterServerSettings.from(node.block("legacy"), 1, Duration.ZERO));
  }
}
