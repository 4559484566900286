package throng.streams.memory;

import java.util.function.LongSupplier;

/**
 * How many bytes peers get together that have not shown yet that they send what they announce: so
 * many a second, and after a rest as many as it holds at once (a token bucket; RFC 2697). What
 * peers that never finish a message make the node read and throw away is bounded by it.
 *
 * <p>Guarded by its caller.
 */
final class NewcomerPace {
  private final long most;
  private final double bytesPerNano;
  private final LongSupplier nanoTime;
  private double left;
  private long at;

  /** A pace at which everybody gets everything. */
  static NewcomerPace unbounded() {
    return new NewcomerPace(Long.MAX_VALUE, 0, () -> 0);
  }

  /**
   * A pace that is rested.
   *
   * @param most bytes at once; more than this is never given
   */
  NewcomerPace(long most, long bytesPerSecond, LongSupplier nanoTime) {
    this.most = most;
    this.bytesPerNano = bytesPerSecond / 1e9;
    this.nanoTime = nanoTime;
    this.left = most;
    this.at = nanoTime.getAsLong();
  }

  /** Whether so many may be given now. */
  boolean allows(long bytes) {
    long now = nanoTime.getAsLong();
    left = Math.min(most, left + (now - at) * bytesPerNano);
    at = now;
    return bytes <= left;
  }

  /** So many were given. */
  void gave(long bytes) {
    if (most < Long.MAX_VALUE) {
      left -= bytes;
    }
  }
}
