package throng.streams.frame;

import java.util.OptionalDouble;

/** From a density map's cells to the number of people, and which numbers can be one. */
public final class PeopleCount {
  /** More than this in one picture is no count but a fault. */
  public static final double MOST = 1e9;

  /** A network without a bound may say a little less than nobody of an empty picture. */
  private static final double LEAST_SUM = -1;

  private PeopleCount() {}

  /**
   * The sum of the cells, added up in double in their order; a little below zero is nobody.
   *
   * @return empty: the sum is no number, far below zero, or above {@link #MOST}
   */
  public static OptionalDouble of(float[] cells) {
    double sum = 0;
    for (float cell : cells) {
      sum += cell;
    }
    double count = sum < 0 && sum >= LEAST_SUM ? 0 : sum;
    return isOne(count) ? OptionalDouble.of(count) : OptionalDouble.empty();
  }

  /** Whether a picture can hold so many. */
  public static boolean isOne(double count) {
    return count >= 0 && count <= MOST;
  }
}
