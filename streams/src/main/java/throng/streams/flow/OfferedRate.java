package throng.streams.flow;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many frames a second a camera gives, whatever becomes of them. Pure but for what it is given;
 * one thread.
 */
public final class OfferedRate {
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double MILLI_NANOS = 1e12;

  private final LongSupplier captured;
  private final LongSupplier clock;
  private final Duration every;
  private long lastCaptured;
  private long lastNanos;
  private OptionalInt milliFrames = OptionalInt.empty();

  /**
   * @param captured how many frames the camera has given so far
   * @param clock nanoseconds of any one monotonic clock
   * @param every how often it is to be measured
   */
  public OfferedRate(LongSupplier captured, LongSupplier clock, Duration every) {
    this.captured = captured;
    this.clock = clock;
    this.every = every;
    lastCaptured = captured.getAsLong();
    lastNanos = clock.getAsLong();
  }

  Duration every() {
    return every;
  }

  /** Frames in a thousand seconds, since it was measured before. */
  int measure() {
    long frames = captured.getAsLong();
    long now = clock.getAsLong();
    double rate = (frames - lastCaptured) * MILLI_NANOS / Math.max(SHORTEST, now - lastNanos);
    lastCaptured = frames;
    lastNanos = now;
    milliFrames = OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Math.round(rate)));
    return milliFrames.getAsInt();
  }

  /** The same as it was measured last; empty: never. */
  OptionalInt last() {
    return milliFrames;
  }
}
