package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;

class ServeSettingsTest {
  @Test
  void servesNothingUnlessTold() {
    assertThat(settings("").isOn()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "6810, 127.0.0.1, 6810",
    "0.0.0.0:6810, 0.0.0.0, 6810",
    "[::1]:6811, ::1, 6811",
    "localhost:0, localhost, 0"
  })
  void readsPortOrHostAndPort(String listen, String host, int port) {
    ServeSettings settings = settings(listen);

    assertThat(settings.isOn()).isTrue();
    assertThat(settings.listen()).contains(new HostAndPort(host, port));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 127.0.0.1:7000",
    "0.0.0.0:0, 0.0.0.0:7000",
    "[::]:0, [::]:7000",
    "localhost:0, localhost:7000"
  })
  void namesTheHostAsTheUserSaidIt(String listen, String address) {
    assertThat(settings(listen).listen().orElseThrow().withPort(7000)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"door", "65536", "a:b", ":6810", "1:2:3", "-1"})
  void refusesWhatIsNoAddress(String listen) {
    assertThatThrownBy(() -> settings(listen))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.edge-node.serve.listen")
        .hasMessageContaining(listen);
  }

  private static ServeSettings settings(String listen) {
    Config defaults =
        ConfigFactory.parseResourcesAnySyntax("reference.conf").getConfig("throng.edge-node");
    return ServeSettings.from(
        Block.of(
            "throng.edge-node",
            defaults
                .withValue("serve.listen", ConfigValueFactory.fromAnyRef(listen))
                .atPath("throng.edge-node")));
  }
}
