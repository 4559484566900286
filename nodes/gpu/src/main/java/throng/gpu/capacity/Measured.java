package throng.gpu.capacity;

import java.util.Locale;

/**
 * What became of the frames of so many cameras in some time.
 *
 * @param captured frames a second that the cameras gave
 * @param counted frames a second that got a count
 * @param p50Millis the age of the frame in the middle, at its count; infinite: it got none
 * @param p95Millis the age that 95 of 100 frames had at most; infinite: more than 5 got no count
 * @param isServed whether they were served
 */
record Measured(
    int cameras,
    double captured,
    double counted,
    double p50Millis,
    double p95Millis,
    boolean isServed) {

  /** Of no camera. */
  static final Measured NONE = new Measured(0, 0, 0, 0, 0, true);

  /** A line for whoever waits. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%d camera%s, %.1f frames/s: %.1f counted, age p50 %s, p95 %s: %s.",
        cameras,
        cameras == 1 ? "" : "s",
        captured,
        counted,
        age(p50Millis),
        age(p95Millis),
        isServed ? "served" : "too many");
  }

  static String age(double millis) {
    return Double.isInfinite(millis)
        ? "none (too few got a count)"
        : String.format(Locale.ROOT, "%.0f ms", millis);
  }
}
