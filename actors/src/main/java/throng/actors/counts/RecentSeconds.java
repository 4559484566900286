package throng.actors.counts;

import java.util.Arrays;

/**
 * A series' means of the last minutes, one a second; a second without a count is no number. Used by
 * one thread at a time.
 */
public final class RecentSeconds {
  /** How many seconds are kept. */
  public static final int KEPT = 300;

  private final double[] people = new double[KEPT];
  private long newest = Long.MIN_VALUE;

  /** Of none yet. */
  public RecentSeconds() {
    Arrays.fill(people, Double.NaN);
  }

  /**
   * Takes a second's mean.
   *
   * @param index of the second, higher than those before
   */
  public void add(long index, double mean) {
    if (newest != Long.MIN_VALUE) {
      for (long gap = Math.max(newest + 1, index - KEPT + 1); gap < index; gap++) {
        people[place(gap)] = Double.NaN;
      }
    }
    people[place(index)] = mean;
    newest = index;
  }

  /**
   * The means of the last seconds, the oldest first; not a number: no count.
   *
   * @param seconds how many, at most {@link #KEPT}
   * @param last the index of the last second
   */
  public double[] last(int seconds, long last) {
    double[] means = new double[seconds];
    for (int i = 0; i < seconds; i++) {
      long index = last - seconds + 1 + i;
      boolean isKept = newest != Long.MIN_VALUE && index <= newest && index > newest - KEPT;
      means[i] = isKept ? people[place(index)] : Double.NaN;
    }
    return means;
  }

  private static int place(long index) {
    return (int) Math.floorMod(index, (long) KEPT);
  }
}
