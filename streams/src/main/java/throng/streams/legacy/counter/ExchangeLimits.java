package throng.streams.legacy.counter;

import java.time.Duration;
import throng.streams.settings.Block;

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

  static ExchangeLimits from(Block legacy, String nextMessageKey) {
    return new ExchangeLimits(
        legacy.time(nextMessageKey, "1ms", "1d"),
        legacy.time("header-within", "1ms", "1d"),
        legacy.time("confirm-within", "1ms", "1d"),
        legacy.intBytes("least-bytes-per-second", "1 B", "1 GiB"));
  }

  /** How often the limits are looked at: often enough for the shortest, at most once in 10 ms. */
  Duration tick() {
    Duration shortest = header.compareTo(confirmation) < 0 ? header : confirmation;
    shortest = shortest.compareTo(nextMessage) < 0 ? shortest : nextMessage;
    long millis = Math.max(10, Math.min(1000, shortest.toMillis() / 4));
    return Duration.ofMillis(millis);
  }
}
