package throng.streams.tally;

import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * One reader of a tally, whose numbers only grow: what happened since it last looked. Others look
 * when they like. Used by one thread at a time.
 */
public final class IntervalReader {
  private final Tally tally;
  private final LongSupplier nanoTime;
  private Histogram lastAges;
  private long lastNanos;

  /** Its first interval begins now. */
  public IntervalReader(Tally tally) {
    this(tally, System::nanoTime);
  }

  /** The same on another clock, in nanoseconds. */
  IntervalReader(Tally tally, LongSupplier nanoTime) {
    this.tally = tally;
    this.nanoTime = nanoTime;
    this.lastAges = tally.read().ages();
    this.lastNanos = nanoTime.getAsLong();
  }

  /** What happened since this was last called, by this reader. */
  public Interval next() {
    Tally.Reading now = tally.read();
    long nanos = nanoTime.getAsLong();
    Histogram ages = now.ages().copy();
    ages.subtract(lastAges);
    double seconds = Math.max(1, nanos - lastNanos) / 1e9;
    long frames = ages.getTotalCount();
    lastAges = now.ages();
    lastNanos = nanos;
    return new Interval(
        frames,
        frames / seconds,
        now.total().lastCount(),
        ages.getValueAtPercentile(50) * 1000,
        ages.getValueAtPercentile(99) * 1000,
        now.total());
  }
}
