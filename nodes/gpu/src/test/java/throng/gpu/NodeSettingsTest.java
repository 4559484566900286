package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.settings.SettingsException;

class NodeSettingsTest {
  @TempDir Path folder = Path.of(".");

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7600, false",
    "localhost:0, false",
    "'[::1]:7600', false",
    "0.0.0.0:7600, true",
    "'[::]:7600', true",
    "192.0.2.1:7600, true"
  })
  void knowsWhichAddressesOtherMachinesReach(String listen, boolean isBeyond) {
    assertThat(settings("listen = \"" + listen + "\"").isBeyondLoopback()).isEqualTo(isBeyond);
  }

  @Test
  void readsTheTokenFromTheFirstLineOfItsFile() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), " secret \nof the lobby\n");

    assertThat(settings("token-file = \"" + file + "\"").token()).contains("secret");
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> settings("token-file = \"" + file + "\""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is empty");
  }

  private static NodeSettings settings(String text) {
    Config node = ConfigFactory.load().getConfig("throng.gpu-node");
    return NodeSettings.from(ConfigFactory.parseString(text).withFallback(node));
  }
}
