package throng.actors.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import throng.actors.counts.Trend.Direction;

class TrendTest {
  @Test
  void isTheSlopeOfAStraightLineByTheMinute() {
    double[] means = new double[60];
    for (int i = 0; i < means.length; i++) {
      means[i] = i % 7 == 3 ? Double.NaN : 40 + i * 0.5;
    }

    Trend trend = Trend.of(means).orElseThrow();

    assertThat(trend.peopleAMinute()).isCloseTo(30, within(1e-9));
    assertThat(trend.direction()).isEqualTo(Direction.RISING);
  }

  @Test
  void isSteadyWhereThereIsOnlyNoise() {
    Random random = new Random(3);
    int told = 0;
    for (int run = 0; run < 200; run++) {
      double[] means = new double[300];
      double wander = 0;
      for (int i = 0; i < means.length; i++) {
        wander = 0.7 * wander + random.nextGaussian() * 60;
        means[i] = 1000 + wander;
      }
      told += Trend.of(means).orElseThrow().direction() == Direction.STEADY ? 0 : 1;
    }

    assertThat(told).isLessThan(25);
  }

  @Test
  void needsThreeCountsOverHalfOfTheTime() {
    double[] means = new double[60];
    Arrays.fill(means, Double.NaN);
    means[0] = 1;
    means[29] = 5;
    assertThat(Trend.of(means)).isEmpty();
    means[15] = 3;
    assertThat(Trend.of(means)).isPresent();
    means[29] = Double.NaN;
    means[28] = 5;
    assertThat(Trend.of(means)).isEmpty();
  }

  @Test
  void isReadFromTheLastSecondsOnly() {
    RecentSeconds recent = new RecentSeconds();
    for (long i = 0; i < 1000; i++) {
      if (i != 990) {
        recent.add(i, i);
      }
    }

    double[] last = recent.last(12, 1001);
    assertThat(last).hasSize(12);
    assertThat(last[0]).isNaN();
    assertThat(last[9]).isEqualTo(999);
    assertThat(last[10]).isNaN();
    assertThat(recent.last(300, 999)[0]).isEqualTo(700);
    recent.add(5000, 1);
    assertThat(recent.last(300, 5000)).contains(1.0).doesNotContain(999.0);
  }

  @Test
  void readsAsOneNumberThatDoesNotFlicker() {
    ReadableCount count = new ReadableCount();
    assertThat(count.shown()).isEmpty();
    int changes = 0;
    int before = 64;
    for (int i = 0; i < 100; i++) {
      count.add(i * Counts.SECOND, 64.5 + (i % 2 == 0 ? 0.4 : -0.4));
      int shown = count.shown().orElseThrow();
      changes += shown == before ? 0 : 1;
      before = shown;
    }
    assertThat(changes).isLessThanOrEqualTo(1);

    for (int i = 100; i < 120; i++) {
      count.add(i * Counts.SECOND, 120);
    }
    assertThat(count.shown()).hasValue(120);
    count.add(200 * Counts.SECOND, 3);
    assertThat(count.shown()).hasValue(3);
  }
}
