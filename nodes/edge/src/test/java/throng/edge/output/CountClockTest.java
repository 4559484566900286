package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CountClockTest {
  private final CountClock clock = new CountClock();
  private long now = TimeUnit.DAYS.toNanos(1);

  @Test
  void isSilentAfterTwoSecondsWithoutACount() {
    counts(10, 100);

    assertThat(clock.silence(now + millis(1_999))).isEmpty();
    assertThat(clock.silence(now + millis(2_000))).hasValue(millis(2_000));
  }

  @Test
  void waitsThreeOfTheIntervalsOfACameraThatIsSlow() {
    counts(10, 20_000);

    assertThat(clock.silence(now + millis(59_000))).isEmpty();
    assertThat(clock.silence(now + millis(60_000))).isPresent();
  }

  @Test
  void forgetsOneLongIntervalAmongShortOnes() {
    counts(5, 100);
    counts(1, 60_000);
    counts(5, 100);

    assertThat(clock.silence(now + millis(2_000))).isPresent();
  }

  @Test
  void isNotSilentBeforeTheFirstCount() {
    assertThat(clock.hasCounted()).isFalse();
    assertThat(clock.silence(now + millis(60_000))).isEmpty();
  }

  private void counts(int times, long intervalMillis) {
    for (int i = 0; i < times; i++) {
      now += millis(intervalMillis);
      clock.counted(now);
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
