package throng.streams.settings;

import java.time.Duration;

/**
 * How long to wait before the next of several attempts that fail one after another: doubled each
 * time between two bounds, less a random part, so that many do not come back at the same moment.
 *
 * @param min before the second attempt, above 0
 * @param max never longer than this, and not below min
 * @param jitter the random part, 0 to 1: 0.2 waits between 80 and 100 % of the doubled time
 */
public record Backoff(Duration min, Duration max, double jitter) {

  /** Reads a block {@code { min, max, jitter }}. */
  public static Backoff from(Block block) {
    Duration min = block.time("min", "1ms", "1d");
    Duration max = block.time("max", "1ms", "1d");
    if (max.compareTo(min) < 0) {
      throw block.wrong("max", "must not be below min");
    }
    return new Backoff(min, max, block.number("jitter", "0", "1"));
  }

  /**
   * The wait after a failure.
   *
   * @param failures how many there were in a row, at least 1
   * @param random between 0 and 1
   */
  public Duration after(int failures, double random) {
    double doubled = (double) min.toNanos() * Math.pow(2, Math.max(0, failures - 1));
    double bounded = Math.min((double) max.toNanos(), doubled) * (1 - jitter * random);
    return Duration.ofNanos(Math.max(min.toNanos(), (long) bounded));
  }
}
