package throng.streams.wire;

import java.util.function.LongSupplier;

/** A stopwatch: counts nanoseconds from 0, and only while it runs. */
final class RunningClock {
  private final LongSupplier nanoTime;
  private long counted;
  private long since;
  private boolean runs;

  RunningClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void start() {
    if (runs) {
      return;
    }
    since = nanoTime.getAsLong();
    runs = true;
  }

  /** Back to 0, standing. */
  void reset() {
    counted = 0;
    runs = false;
  }

  void stop() {
    counted = now();
    runs = false;
  }

  boolean runs() {
    return runs;
  }

  long now() {
    return runs ? counted + nanoTime.getAsLong() - since : counted;
  }
}
