package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import throng.streams.settings.Block;
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
            "String: 1: throng.gpu-node.listener.max-connections must be auto, or at least 320:"
                + " session.max-sessions (256) and listener.max-unadmitted (64) together, and is 319."
                + " Its default is \"auto\".");
  }

  @Test
  void refusesToKeepNoPlaceForThoseThatSayHello() {
    assertThatThrownBy(() -> listener("max-unadmitted = 0", 256))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("max-unadmitted must be from 1 to");
  }

  private static ListenerSettings listener(String settings, int maxSessions) {
    return ListenerSettings.from(
        Block.of(
            "throng.gpu-node",
            ConfigFactory.parseString("throng.gpu-node.listener { " + settings + " }")
                .withFallback(ConfigFactory.defaultReference())),
        maxSessions);
  }
}
