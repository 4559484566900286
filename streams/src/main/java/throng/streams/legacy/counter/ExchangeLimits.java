package throng.streams.legacy.counter;

import com.typesafe.config.Config;
import java.time.Duration;
import throng.streams.settings.SettingsException;

/**
 * How long a side waits for the other.
 *
 * @param nextMessage for a message's first byte
 * @param header for the rest of its header, and as an allowance on top of its bytes' time
 * @param confirmation for a block's confirmation
 * @param leastBytesPerSecond how fast a payload must come, and be read, at least
 */
public record ExchangeLimits(
    Duration nextMessage, Duration header, Duration confirmation, int leastBytesPerSecond) {
  public ExchangeLimits {
    positive("idle-after, or answer-within,", nextMessage);
    positive("header-within", header);
    positive("confirm-within", confirmation);
    if (leastBytesPerSecond < 1) {
      throw new SettingsException(
          "In throng.gpu-node.legacy and throng.edge-node.legacy, least-bytes-per-second must be"
              + " at least 1");
    }
  }

  static ExchangeLimits from(Config legacy, String nextMessageKey) {
    return new ExchangeLimits(
        legacy.getDuration(nextMessageKey),
        legacy.getDuration("header-within"),
        legacy.getDuration("confirm-within"),
        Math.toIntExact(legacy.getMemorySize("least-bytes-per-second").toBytes()));
  }

  /** The same limits for a peer that has to begin its first message within this. */
  public ExchangeLimits firstWithin(Duration firstByte) {
    return new ExchangeLimits(firstByte, header, confirmation, leastBytesPerSecond);
  }

  private static void positive(String key, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new SettingsException(
          "In throng.gpu-node.legacy and throng.edge-node.legacy, "
              + key
              + " must be above 0, not "
              + value);
    }
  }

  /** How often the limits are looked at: often enough for the shortest, at most once in 10 ms. */
  Duration tick() {
    Duration shortest = header.compareTo(confirmation) < 0 ? header : confirmation;
    shortest = shortest.compareTo(nextMessage) < 0 ? shortest : nextMessage;
    long millis = Math.max(10, Math.min(1000, shortest.toMillis() / 4));
    return Duration.ofMillis(millis);
  }
}
