package throng.streams.legacy.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

class CounterSettingsTest {
  private static final Block SERVER = reference("throng.gpu-node.legacy");
  private static final Block CLIENT = reference("throng.edge-node.legacy");

  @Test
  void readsTheDefaults() {
    CounterServerSettings server = CounterServerSettings.from(SERVER, 1000, Duration.ofSeconds(1));
    CounterClientSettings client = CounterClientSettings.from(CLIENT);

    assertThat(server.limits().nextMessage()).isEqualTo(Duration.ofSeconds(60));
    assertThat(server.maxFrameBytes()).isEqualTo(1000);
    assertThat(client.maxPixels()).isEqualTo(16_000_000);
    assertThat(client.limits().leastBytesPerSecond()).isEqualTo(64_000);
  }

  @Test
  void theLargestMapFitsTheHeapUnlessItIsSaid() {
    assertThat(CounterClientSettings.automaticMapBytes(256 << 20)).isEqualTo((256 << 20) / 12);
    assertThat(CounterClientSettings.automaticMapBytes(4L << 30)).isEqualTo(64 << 20);
    assertThat(
            CounterClientSettings.from(
                    CLIENT.under(ConfigFactory.parseString("max-map-size = 1 GiB")))
                .maxMapBytes())
        .isEqualTo(1 << 30);
  }

  @ParameterizedTest
  @CsvSource({
    "idle-after, 0s",
    "header-within, -1s",
    "confirm-within, 0s",
    "least-bytes-per-second, 0",
    "ask-again.min, 0s"
  })
  void namesTheKeyThatIsOutOfRange(String key, String value) {
    Block wrong = SERVER.under(ConfigFactory.parseString(key + " = " + value));

    assertThatThrownBy(() -> CounterServerSettings.from(wrong, 1000, Duration.ofSeconds(1)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key.substring(key.indexOf('.') + 1));
  }

  @ParameterizedTest
  @CsvSource({"answer-within, 0s", "max-frame-size, 0", "max-pixels, 0", "max-map-size, 0"})
  void namesTheEdgesKeyThatIsOutOfRange(String key, String value) {
    Block wrong = CLIENT.under(ConfigFactory.parseString(key + " = " + value));

    assertThatThrownBy(() -> CounterClientSettings.from(wrong))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key);
  }

  private static Block reference(String path) {
    return Block.of(path, ConfigFactory.defaultReference());
  }
}
