package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

class DeviceLimitsTest {
  @Test
  void holdForTheirOwnDeviceOnly() {
    ModelSettings settings =
        settings("\"gpu:1\" { max-batch = 4, memory-limit = 1 GiB }, cpu { max-batch = 2 }");

    assertThat(settings.maxBatch("gpu:0", 16)).isEqualTo(16);
    assertThat(settings.maxBatch("gpu:1", 16)).isEqualTo(4);
    assertThat(settings.maxBatch("gpu:1", 2)).isEqualTo(2);
    assertThat(settings.maxBatch("cpu", 16)).isEqualTo(2);
    assertThat(settings.gpuMemoryLimit("gpu:0")).isEqualTo(4L << 30);
    assertThat(settings.gpuMemoryLimit("gpu:1")).isEqualTo(1L << 30);
  }

  @Test
  void areWhatTheNetworkTakesOnADeviceThatPlaysOne() {
    ModelSettings settings =
        settings(
            "\"constant:1\" { max-batch = 4 }", "model = \"constant:latency=1ms/2ms,max-batch=8\"");

    try (var model = Models.open(settings).model()) {
      assertThat(model.maxBatch("constant:0")).isEqualTo(8);
      assertThat(model.maxBatch("constant:1")).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpu1 { max-batch = 4 }",
        "\"gpu:1\" { max-batch = 0 }",
        "\"gpu:1\" { memory-limit = 7 }",
        "\"gpu:1\" = 4"
      })
  void areRefusedWithTheirKey(String devices) {
    assertThatThrownBy(() -> settings(devices))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.gpu-node.devices");
  }

  private static ModelSettings settings(String devices, String... more) {
    return ModelSettings.from(
        Block.of(
            "throng.gpu-node",
            ConfigFactory.parseString(
                    "throng.gpu-node { devices { %s }\n%s }"
                        .formatted(devices, String.join("\n", more)))
                .withFallback(ConfigFactory.load())));
  }
}
