package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import throng.streams.settings.SettingsException;

class ListenerSettingsTest {
  @Test
  void leavesRoomToTellThoseBeyondTheMostSessions() {
    assertThat(listener("", 256).maxConnections()).isEqualTo(256 + 64);
    assertThat(listener("max-unadmitted = 8", 2).maxConnections()).isEqualTo(10);
    assertThat(listener("max-connections = 1000", 256).maxConnections()).isEqualTo(1000);
  }

  @Test
  void refusesFewerConnectionsThanSessionsAndUnadmitted() {
    assertThatThrownBy(() -> listener("max-connections = 319", 256))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "throng.gpu-node.listener.max-connections is 319, but session.max-sessions (256) and"
                + " listener.max-unadmitted (64) come to 320: raise it, leave it at auto, or lower"
                + " one of them.");
  }

  @Test
  void refusesToKeepNoPlaceForThoseThatSayHello() {
    assertThatThrownBy(() -> listener("max-unadmitted = 0", 256))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("max-unadmitted must be at least 1");
  }

  private static ListenerSettings listener(String settings, int maxSessions) {
    return ListenerSettings.from(
        ConfigFactory.parseString("listener { " + settings + " }")
            .withFallback(ConfigFactory.defaultReference().getConfig("throng.gpu-node")),
        maxSessions);
  }
}
