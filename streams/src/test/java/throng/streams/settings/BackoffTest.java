package throng.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofMillis(1500), 0.5);

  @ParameterizedTest
  @CsvSource({"1, 0, 200", "2, 0, 400", "3, 0, 800", "4, 0, 1500", "4, 1, 750", "1000, 0, 1500"})
  void doublesUpToTheMostLessARandomShare(int failures, double random, long millis) {
    assertThat(backoff.after(failures, random)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void neverWaitsLessThanTheLeast() {
    assertThat(backoff.after(1, 1)).isEqualTo(Duration.ofMillis(200));
  }

  @ParameterizedTest
  @CsvSource({"min = 0s", "min = 2s", "jitter = 1.1", "jitter = -0.1", "max = 1ms", "min = 200"})
  void refusesBoundsThatMakeNoSense(String changed) {
    Block block =
        Block.of(
            ConfigFactory.parseString(changed),
            "here",
            ConfigFactory.parseString("min = 500ms, max = 1s, jitter = 0.2"));

    assertThatThrownBy(() -> Backoff.from(block)).isInstanceOf(SettingsException.class);
  }
}
