package throng.edge.camera;

import java.util.OptionalLong;

/**
 * Tells how old a picture is by its driver's stamp, where that can be true: it is later than the
 * one before, no later than now, and no earlier than the moment at which nothing waited in the
 * driver. All times are in microseconds of the system's monotonic clock. One thread.
 */
final class DriverClock {
  /**
   * A picture is stamped as its exposure begins, and waits in the driver once it is transferred.
   */
  private static final long LONGEST_EXPOSURE = 1_000_000;

  /** Drivers that compute their stamps from the camera's clock are that far off. */
  private static final long INACCURACY = 10_000;

  private long emptied;
  private long last = Long.MIN_VALUE;

  /**
   * @param opened when the driver began
   */
  DriverClock(long opened) {
    this.emptied = opened;
  }

  /** Nothing waits in the driver at this moment. */
  void emptied(long now) {
    emptied = now;
  }

  /** How long ago a picture with this stamp was captured; empty: the stamp does not tell. */
  OptionalLong age(long stamp, long now) {
    if (stamp <= last || stamp < emptied - LONGEST_EXPOSURE || stamp > now + INACCURACY) {
      return OptionalLong.empty();
    }
    last = stamp;
    return OptionalLong.of(Math.max(0, now - stamp));
  }
}
