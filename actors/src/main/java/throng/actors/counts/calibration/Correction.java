package throng.actors.counts.calibration;

import java.util.Optional;

/**
 * What a camera's counts are multiplied by before people see them.
 *
 * @param factor 1: nothing is changed
 * @param interval in which so many people are, as multiples of what the network counts; empty: it
 *     is not known
 */
public record Correction(double factor, Optional<Interval> interval) {
  /** Counts are as the network gives them. */
  public static final Correction NONE = new Correction(1, Optional.empty());

  private static final double MOST = 100;

  public Correction {
    if (!isFactor(factor)) {
      throw new IllegalArgumentException(
          "A factor must be from 0.01 to 100, and is %s: look at the pairs that it comes from."
              .formatted(factor));
    }
  }

  /** Whether anybody could want to multiply a count by it. */
  static boolean isFactor(double factor) {
    return factor >= 1 / MOST && factor <= MOST;
  }

  /** A range; 95 of 100 pictures to come are within it. */
  public record Interval(double low, double high) {
    public Interval {
      if (!(low > 0 && low <= high && high < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "An interval goes from a number above 0 to one that is no less; this goes from %s to %s."
                .formatted(low, high));
      }
    }

    /** The same of so many counted. */
    public Interval times(double counted) {
      return new Interval(low * counted, high * counted);
    }
  }
}
