package throng.actors.counts;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Whether a camera's last count may still be taken for the present one. */
public enum Freshness {
  /** It may. */
  FRESH,
  /** It is to be shown as an old one. */
  OLD,
  /** It may not: there is no count. */
  SILENT;

  private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int INTERVALS = 3;

  /**
   * Judges by age: old after 2 s, none after 10 s, or after three of the camera's own median
   * intervals where that is longer.
   *
   * @param intervalNanos the camera's median interval between counts; empty: not known yet
   */
  public static Freshness of(long ageNanos, OptionalLong intervalNanos) {
    if (ageNanos > silentAfterNanos(intervalNanos)) {
      return SILENT;
    }
    return ageNanos > atLeast(OLD_NANOS, intervalNanos) ? OLD : FRESH;
  }

  /** After how long without a count a camera has none. */
  public static long silentAfterNanos(OptionalLong intervalNanos) {
    return atLeast(SILENT_NANOS, intervalNanos);
  }

  /** So long, or three of the camera's own median intervals where that is longer. */
  public static long atLeast(long nanos, OptionalLong intervalNanos) {
    return Math.max(nanos, INTERVALS * intervalNanos.orElse(0));
  }
}
