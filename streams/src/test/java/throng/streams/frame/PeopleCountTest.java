package throng.streams.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleCountTest {
  @Test
  void isTheSumOfTheCellsInTheirOrder() {
    assertThat(PeopleCount.of(new float[] {0.25f, 0.5f, 1})).hasValue(1.75);
    assertThat(PeopleCount.of(new float[] {1e9f})).hasValue(1e9);
  }

  @Test
  void isNobodyALittleBelowZero() {
    assertThat(PeopleCount.of(new float[] {0.5f, -1.5f})).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1.01f, 1.1e9f})
  void isNoneOutOfRange(float cell) {
    assertThat(PeopleCount.of(new float[] {0, cell})).isEmpty();
  }

  @Test
  void isNoneWhereCellsOutOfRangeTakeEachOtherAway() {
    assertThat(PeopleCount.of(new float[] {3e38f, -3e38f})).isEmpty();
  }
}
