package throng.edge.output;

import java.util.Arrays;

/**
 * Which density is drawn in the hottest colour.
 *
 * <p>It follows the crowd: up at once, down slowly, so that the colours do not flicker; and never
 * below {@link #FLOOR}, so that the noise of an empty scene does not glow. One camera's; one
 * thread.
 */
final class ColourScale {
  /** People a cell: about a quarter of the peak that one person makes in a map. */
  static final float FLOOR = 0.02f;

  private static final double HOTTEST_SHARE = 0.995;
  private static final float FALL_A_FRAME = 0.05f;

  private float full = FLOOR;

  /** The density of the hottest colour for these values. */
  float next(float[] values) {
    float peak = peak(values);
    full = peak > full ? peak : full + FALL_A_FRAME * (Math.max(peak, FLOOR) - full);
    return full;
  }

  /** The value that only one cell in two hundred exceeds, but at least half of the largest. */
  private static float peak(float[] values) {
    if (values.length == 0) {
      return FLOOR;
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    float largest = sorted[sorted.length - 1];
    float robust = sorted[(int) (HOTTEST_SHARE * (sorted.length - 1))];
    return Float.isFinite(largest) ? Math.max(robust, largest / 2) : FLOOR;
  }
}
