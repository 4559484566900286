package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdPaceTest {
  private static final int PER_SECOND = 600;

  private boolean isCrowded = true;
  private long millis;
  private final CrowdPace pace =
      new CrowdPace(() -> isCrowded, PER_SECOND, () -> TimeUnit.MILLISECONDS.toNanos(millis));

  /** Asks as the listener does: until it is refused, then every 10 ms. */
  private int acceptedIn(long time) {
    int accepted = 0;
    for (long end = millis + time; millis < end; millis += 10) {
      while (pace.getAsBoolean()) {
        accepted++;
      }
    }
    return accepted;
  }

  @Test
  void acceptsSoManyASecondWhileItIsCrowded() {
    acceptedIn(1000);

    assertThat(acceptedIn(1000)).isBetween(PER_SECOND - 1, PER_SECOND + 1);
    assertThat(acceptedIn(5000)).isBetween(5 * PER_SECOND - 1, 5 * PER_SECOND + 1);
  }

  @Test
  void acceptsATenthOfASecondsAtOnceAfterARest() {
    acceptedIn(1000);
    millis += 60_000;

    assertThat(acceptedIn(10)).isBetween(PER_SECOND / 10, PER_SECOND / 10 + 1);
  }

  @Test
  void acceptsEverybodyWhereThereIsNoCrowd() {
    isCrowded = false;

    assertThat(IntStream.range(0, 10_000).allMatch(i -> pace.getAsBoolean())).isTrue();
  }
}
