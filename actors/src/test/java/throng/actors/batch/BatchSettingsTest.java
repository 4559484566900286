package throng.actors.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.actors.inference.InferenceSettings;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

class BatchSettingsTest {

  @Test
  void takesFromTheProcessorHowManyThreadsDecode() {
    assertThat(QueueSettings.with("batch.decode-threads = 0").decodeThreads())
        .isGreaterThanOrEqualTo(2);
    assertThat(QueueSettings.with("batch.decode-threads = 3").decodeThreads()).isEqualTo(3);
  }

  @Test
  void takesAQuantumAsATimeAndNoLongerAsANumber() {
    assertThat(QueueSettings.with("batch.quantum = auto").quantum()).isEmpty();
    assertThat(QueueSettings.with("batch.quantum = 30ms").quantum())
        .contains(Duration.ofMillis(30));
    assertThatThrownBy(() -> QueueSettings.with("batch.quantum = 307200"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.gpu-node.batch.quantum needs a unit");
  }

  @ParameterizedTest
  @CsvSource({"max-size, 0", "quantum, -1ms", "policy, lifo", "decode-threads, -2"})
  void namesTheSettingThatIsOutOfRange(String key, String value) {
    assertThatThrownBy(() -> QueueSettings.with("batch." + key + " = " + value))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.gpu-node.batch." + key)
        .hasMessageContaining(value);
  }

  @ParameterizedTest
  @CsvSource({"640", "0x480", "640xhigh"})
  void refusesASizeToWarmThatIsNone(String size) {
    Config gpuNode =
        ConfigFactory.parseString("inference.warm-at-start = [\"" + size + "\"]")
            .withFallback(ConfigFactory.load().getConfig("throng.gpu-node"));

    assertThatThrownBy(
            () ->
                InferenceSettings.from(
                    Block.of("throng.gpu-node", gpuNode.atPath("throng.gpu-node"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.gpu-node.inference.warm-at-start")
        .hasMessageContaining(size);
  }
}
