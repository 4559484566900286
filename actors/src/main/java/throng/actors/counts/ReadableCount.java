package throng.actors.counts;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A count that can be read: seconds' means, smoothed exponentially (the weight of what was before
 * is e^(-t / 2 s)), and a whole number that does not flicker between two. For people to see only;
 * alerts and files have the means themselves. Used by one thread at a time.
 */
public final class ReadableCount {
  private static final double SMOOTHED_SECONDS = 2;
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  /** After so long nothing of what was before is left in it. */
  private static final double FORGOTTEN_SECONDS = 10;

  /** The number changes once the smoothed count is nearer to another one by a quarter. */
  private static final double LEAST_CHANGE = 0.75;

  private double smoothed = Double.NaN;
  private long lastNanos;
  private int shown;

  /** Takes a second's mean. */
  public void add(long nanos, double people) {
    double seconds = (nanos - lastNanos) / SECOND;
    boolean isFirst = Double.isNaN(smoothed) || seconds > FORGOTTEN_SECONDS;
    double before = isFirst ? 0 : Math.exp(-seconds / SMOOTHED_SECONDS);
    smoothed = isFirst ? people : before * smoothed + (1 - before) * people;
    lastNanos = nanos;
    if (isFirst || Math.abs(smoothed - shown) >= LEAST_CHANGE) {
      shown = (int) Math.round(Math.max(0, smoothed));
    }
  }

  /** The number; empty: there is none yet. */
  public OptionalInt shown() {
    return Double.isNaN(smoothed) ? OptionalInt.empty() : OptionalInt.of(shown);
  }
}
