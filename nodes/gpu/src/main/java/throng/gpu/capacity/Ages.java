package throng.gpu.capacity;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How old frames were when they got their counts; any thread may add one. */
final class Ages {
  private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);
  private static final double MICROS_A_MILLI = 1000;

  private final Histogram micros = new Histogram(LONGEST, 3);

  synchronized void add(long ageNanos) {
    micros.recordValue(Math.min(LONGEST, Math.max(0, ageNanos / 1000)));
  }

  /** Those since this was last called, which are no longer here. */
  synchronized Ages take() {
    Ages taken = new Ages();
    taken.micros.add(micros);
    micros.reset();
    return taken;
  }

  synchronized long size() {
    return micros.getTotalCount();
  }

  /**
   * The age that so many of 100 frames had at most, in milliseconds; infinite: too few have one.
   *
   * @param without how many frames more have no count
   */
  synchronized double millis(double percent, long without) {
    double rank = percent / 100 * (size() + without);
    return rank > size() || size() == 0
        ? Double.POSITIVE_INFINITY
        : micros.getValueAtPercentile(100 * rank / size()) / MICROS_A_MILLI;
  }
}
