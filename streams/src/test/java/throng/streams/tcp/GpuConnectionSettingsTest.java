package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import throng.streams.camera.WatchdogSettings;
import throng.streams.flow.LedgerSettings;
import throng.streams.frame.Mode;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

final class GpuConnectionSettingsTest {

  private static Block edgeNode(String overrides) {
    return Block.of(
        "throng.edge-node",
        ConfigFactory.parseString(overrides)
            .atPath("throng.edge-node")
            .withFallback(ConfigFactory.defaultReference()));
  }

  @Test
  void hasADefaultForEveryKey() {
    GpuConnectionSettings settings = GpuConnectionSettings.from(edgeNode(""));

    assertThat(settings.gpuNodes()).containsExactly("127.0.0.1:7600");
    assertThat(settings.giveUpAfter()).isEmpty();
    assertThat(settings.refusedBackoff().max()).isEqualTo(Duration.ofMillis(1500));
    assertThat(LedgerSettings.from(edgeNode("")).maxAge()).isEqualTo(Duration.ofSeconds(1));
    assertThat(WatchdogSettings.from(edgeNode("")).silence()).isEqualTo(Duration.ofSeconds(10));
    assertThat(
            ListenerSettings.from(
                    Block.of("throng.gpu-node", ConfigFactory.defaultReference()), 100)
                .maxConnections())
        .isEqualTo(164);
  }

  @Test
  void lessOfALiveCameraIsUnderWayThanOfAFile() {
    Block varied = edgeNode("window = 3, lossless-window = 5");

    assertThat(GpuConnectionSettings.from(varied).window(Mode.LIVE)).isEqualTo(3);
    assertThat(GpuConnectionSettings.from(varied).window(Mode.LOSSLESS)).isEqualTo(5);
  }

  @Test
  void readsWhenToGiveUp() {
    assertThat(GpuConnectionSettings.from(edgeNode("give-up-after = 30s")).giveUpAfter())
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void refusesAnAddressWithoutAPort() {
    assertThatThrownBy(() -> GpuConnectionSettings.from(edgeNode("gpu-nodes = [\"10.0.0.5\"]")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("10.0.0.5");
  }

  @Test
  void refusesAnEmptyList() {
    assertThatThrownBy(() -> GpuConnectionSettings.from(edgeNode("gpu-nodes = []")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.edge-node.gpu-nodes");
  }

  @Test
  void refusesAWindowOfNothing() {
    assertThatThrownBy(() -> LedgerSettings.from(edgeNode("window = 0")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.edge-node.window");
  }
}
