package throng.gpu.web.access;

import java.time.Duration;

/**
 * How long to rest before the next piece of work, so that all of it takes a twentieth of a core
 * over time: from the begin of each piece on, twenty times its length are to pass. The first second
 * of work need not wait. Used by one thread.
 */
final class CoreShare {
  private static final int TIME_PER_WORK = 20;
  private static final long FREE_NANOS = Duration.ofSeconds(1).toNanos() * TIME_PER_WORK;

  private long owedNanos;
  private long lastNanos;

  /**
   * Nothing is owed.
   *
   * @param nanos now, on a clock that only goes forward
   */
  CoreShare(long nanos) {
    lastNanos = nanos;
  }

  /** How long to rest from now on; what is owed wears off with time. */
  long restNanos(long nanos) {
    owedNanos = Math.max(0, owedNanos - (nanos - lastNanos));
    lastNanos = nanos;
    return Math.max(0, owedNanos - FREE_NANOS);
  }

  /** So long was worked. */
  void worked(long nanos) {
    owedNanos += nanos * TIME_PER_WORK;
  }
}
