package throng.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void refusesBoundsThatMakeNoSense() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), 0))
        .isInstanceOf(SettingsException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 0))
        .isInstanceOf(SettingsException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 1.1))
        .isInstanceOf(SettingsException.class);
  }
}
