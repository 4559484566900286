package throng.streams.frame;

import java.util.OptionalDouble;

/** From a density map's cells to the number of people, and which numbers can be one. */
public final class PeopleCount {
  /** More than this in one picture is no count but a fault. */
  public static final double MOST = 1e9;

  /** A network without a bound may say a little less than nobody of an empty picture. */
  private static final double LEAST_SUM = -1;

  /** A half float's is a twentieth of it. */
  private static final double ROUNDING = 0.01;

  private static final double SLACK = 0.01;

  /** What a cell can lose that is too small for a half float. */
  private static final double LOST_BELOW_HALF = 0x1p-25;

  private PeopleCount() {}

  /**
   * The sum of the cells, added up in double in their order; a little below zero is nobody.
   *
   * @return empty: a cell can be none, or the sum is far below zero or above {@link #MOST}
   */
  public static OptionalDouble of(float[] cells) {
    double sum = 0;
    for (float cell : cells) {
      if (!isCell(cell)) {
        return OptionalDouble.empty();
      }
      sum += cell;
    }
    double count = sum < 0 && sum >= LEAST_SUM ? 0 : sum;
    return isOne(count) ? OptionalDouble.of(count) : OptionalDouble.empty();
  }

  /** Whether a picture can hold so many. */
  public static boolean isOne(double count) {
    return count >= 0 && count <= MOST;
  }

  /** Whether a cell can hold so many; a network may say that one holds less than nobody. */
  public static boolean isCell(float people) {
    return Math.abs(people) <= MOST;
  }

  /**
   * Whether the count is the cells' sum, as far as rounding leaves it: of the cells to half floats,
   * of the sum where it was added up in another way.
   *
   * @param sum of the cells as they came
   * @param magnitude the same without their signs
   * @param cells how many there are
   */
  public static boolean isSum(double count, double sum, double magnitude, int cells) {
    double told = count == 0 && sum < 0 ? Math.max(LEAST_SUM, sum) : count;
    return Math.abs(told - sum) <= ROUNDING * magnitude + SLACK + cells * LOST_BELOW_HALF;
  }
}
