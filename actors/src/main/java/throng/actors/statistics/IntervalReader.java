package throng.actors.statistics;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import throng.actors.time.MonotonicClock;

/**
 * One reader of numbers that only grow: what happened since it last looked. Others look when they
 * like. Used by one thread at a time.
 */
public final class IntervalReader {
  private final Supplier<FrameTotals> totals;
  private final MonotonicClock clock;
  private FrameTotals last;
  private long lastNanos;

  /** Its first interval begins now. */
  public IntervalReader(Supplier<FrameTotals> totals, MonotonicClock clock) {
    this.totals = totals;
    this.clock = clock;
    this.last = totals.get();
    this.lastNanos = clock.nanos();
  }

  /** What happened in some time. */
  public record Interval(double seconds, FrameTotals frames) {
    public double framesPerSecond() {
      return seconds > 0 ? frames.answered() / seconds : 0;
    }
  }

  /** What happened since this was last called, by this reader. */
  public Interval next() {
    FrameTotals now = totals.get();
    long nanos = clock.nanos();
    double seconds = (nanos - lastNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    Interval interval = new Interval(seconds, now.since(last));
    last = now;
    lastNanos = nanos;
    return interval;
  }
}
