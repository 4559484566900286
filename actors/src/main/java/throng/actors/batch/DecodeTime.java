package throng.actors.batch;

import java.util.concurrent.TimeUnit;

/** What one camera's pictures have taken of the processors for decoding lately, as measured. */
final class DecodeTime {
  /** How far back it remembers, in nanoseconds: a thread's whole time is so much at most. */
  static final long MEMORY = TimeUnit.SECONDS.toNanos(10);

  /** Others are held up noticeably by a picture that decodes for longer. */
  static final long SLOW = TimeUnit.MILLISECONDS.toNanos(100);

  private double spent;
  private long lastNanos;
  private long slowNanos;
  private boolean wasSlow;

  /** A picture has taken so much. */
  void add(long nanos, long now) {
    spent = spent(now) + nanos;
    lastNanos = now;
    if (nanos >= SLOW) {
      wasSlow = true;
      slowNanos = now;
    }
  }

  /** Counts as if so much had been spent, if less was: it was not there meanwhile. */
  void startAt(double nanos, long now) {
    spent = Math.max(spent(now), nanos);
    lastNanos = now;
  }

  /** What was spent, in nanoseconds; what lies further back counts less. */
  double spent(long now) {
    return spent * Math.exp((double) (lastNanos - now) / MEMORY);
  }

  /** Whether one of its pictures decoded slowly not long ago. */
  boolean isSlow(long now) {
    return wasSlow && now - slowNanos < MEMORY;
  }
}
