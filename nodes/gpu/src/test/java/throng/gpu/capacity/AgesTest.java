package throng.gpu.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class AgesTest {
  private final Ages ages = new Ages();

  @Test
  void tellsTheAgeThatSoManyOfAHundredHadAtMost() {
    add(1, 100);

    assertThat(ages.millis(50, 0)).isCloseTo(50, Percentage.withPercentage(2));
    assertThat(ages.millis(95, 0)).isCloseTo(95, Percentage.withPercentage(2));
  }

  @Test
  void takesAFrameWithoutACountForOneThatIsOlderThanAllOthers() {
    add(1, 90);

    assertThat(ages.millis(50, 10)).isCloseTo(50, Percentage.withPercentage(2));
    assertThat(ages.millis(90, 10)).isCloseTo(90, Percentage.withPercentage(2));
    assertThat(ages.millis(95, 10)).isInfinite();
  }

  @Test
  void isWithoutAnAgeWhereNothingWasCounted() {
    assertThat(ages.millis(50, 0)).isInfinite();
  }

  @Test
  void beginsAnewWhenTaken() {
    add(1, 10);

    assertThat(ages.take().size()).isEqualTo(10);
    assertThat(ages.size()).isZero();
  }

  private void add(int from, int to) {
    for (int millis = from; millis <= to; millis++) {
      ages.add(TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }
}
