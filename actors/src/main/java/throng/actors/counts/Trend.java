package throng.actors.counts;

import java.util.Optional;

/**
 * Whether people come or go: the straight line through the means of some seconds, by least squares.
 *
 * <p>Counts of one second resemble those of the next; so the line's standard error is that of fewer
 * seconds than there are: n (1 - r) / (1 + r), r being the correlation of neighbouring residuals
 * (Santer et al. 2000, Journal of Geophysical Research 105, D6, equations 3 to 6).
 *
 * @param peopleAMinute how many more there are after a minute
 * @param standardError of that
 * @param direction of it, where it is more than chance
 */
public record Trend(double peopleAMinute, double standardError, Direction direction) {
  private static final int LEAST_SECONDS = 3;
  private static final double SECONDS_A_MINUTE = 60;

  /** About 95 %. */
  private static final double ERRORS = 2;

  /** Fewer than so many people a minute are nothing to be told of. */
  private static final double LEAST_A_MINUTE = 1;

  /** Where it goes. */
  public enum Direction {
    FALLING,
    STEADY,
    RISING
  }

  /**
   * The line through the means.
   *
   * @param means one a second, the oldest first; not a number where there is no count
   * @return empty: there are fewer than three, or they cover less than half of the time
   */
  public static Optional<Trend> of(double[] means) {
    int n = 0;
    int first = -1;
    int last = -1;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < means.length; i++) {
      if (!Double.isNaN(means[i])) {
        first = first < 0 ? i : first;
        last = i;
        n++;
        sumX += i;
        sumY += means[i];
      }
    }
    if (n < LEAST_SECONDS || 2 * (last - first + 1) < means.length) {
      return Optional.empty();
    }
    return Optional.of(through(means, n, sumX / n, sumY / n));
  }

  private static Trend through(double[] means, int n, double meanX, double meanY) {
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < means.length; i++) {
      if (!Double.isNaN(means[i])) {
        xx += (i - meanX) * (i - meanX);
        xy += (i - meanX) * (means[i] - meanY);
      }
    }
    double slope = xy / xx;
    double error = standardError(means, n, xx, it -> meanY + slope * (it - meanX));
    double aMinute = slope * SECONDS_A_MINUTE;
    return new Trend(aMinute, error * SECONDS_A_MINUTE, direction(aMinute, error));
  }

  @FunctionalInterface
  private interface Line {
    double at(int second);
  }

  private static double standardError(double[] means, int n, double xx, Line line) {
    double squares = 0;
    double products = 0;
    double before = Double.NaN;
    for (int i = 0; i < means.length; i++) {
      double residual = means[i] - line.at(i);
      if (!Double.isNaN(residual)) {
        squares += residual * residual;
        products += Double.isNaN(before) ? 0 : residual * before;
      }
      before = residual;
    }
    if (squares == 0) {
      return 0;
    }
    double r = Math.min(0.99, Math.max(0, products / squares));
    double effective = Math.max(LEAST_SECONDS, n * (1 - r) / (1 + r));
    return Math.sqrt(squares / (effective - 2) / xx);
  }

  private static Direction direction(double aMinute, double errorASecond) {
    boolean isChance = Math.abs(aMinute) < ERRORS * errorASecond * SECONDS_A_MINUTE;
    if (isChance || Math.abs(aMinute) < LEAST_A_MINUTE) {
      return Direction.STEADY;
    }
    return aMinute > 0 ? Direction.RISING : Direction.FALLING;
  }
}
