package throng.streams.settings;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How long to wait before the next of several attempts that fail one after another: doubled each
 * time between two bounds, less a random part, so that many do not come back at the same moment.
 *
 * @param min before the second attempt
 * @param max never longer than this
 * @param jitter the random part, 0 to 1: 0.2 waits between 80 and 100 % of the doubled time
 */
public record Backoff(Duration min, Duration max, double jitter) {

  public Backoff {
    if (min.isNegative() || min.isZero()) {
      throw new SettingsException("backoff.min must be above 0, not " + min);
    }
    if (max.compareTo(min) < 0) {
      throw new SettingsException("backoff.max must not be below backoff.min");
    }
    if (jitter < 0 || jitter > 1) {
      throw new SettingsException("backoff.jitter must be between 0 and 1, not " + jitter);
    }
  }

  /** Reads a block {@code { min, max, jitter }}. */
  public static Backoff from(Config block) {
    return new Backoff(
        block.getDuration("min"), block.getDuration("max"), block.getDouble("jitter"));
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
