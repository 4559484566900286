package throng.streams.legacy.counter;

import java.time.Duration;
import throng.streams.legacy.LegacyException;

/**
 * What one side waits for.
 *
 * @param step changes with each progress that starts the time anew
 * @param bytes how many may take their time at the least rate
 */
record Wait(Kind kind, int step, int bytes) {
  /** Nothing that the peer owes. */
  static final Wait NONE = new Wait(Kind.NOTHING, 0, 0);

  enum Kind {
    NOTHING,
    /** A message's first byte. */
    MESSAGE,
    /** The rest of its header. */
    HEADER,
    /** The rest of its payload, or of a block. */
    PAYLOAD,
    /** A block's confirmation. */
    CONFIRMATION,
    /** The peer's reading what was written. */
    READING
  }

  /** The time allowed, in nanoseconds. */
  long allowedNanos(ExchangeLimits limits) {
    Duration allowed =
        switch (kind) {
          case NOTHING -> Duration.ofNanos(Long.MAX_VALUE);
          case MESSAGE -> limits.nextMessage();
          case HEADER -> limits.header();
          case CONFIRMATION -> limits.confirmation();
          case PAYLOAD, READING ->
              limits.header().plusMillis(1000L * bytes / limits.leastBytesPerSecond());
        };
    return allowed.toNanos();
  }

  /** What to say when the time is over. */
  LegacyException over(String peer, String progress, ExchangeLimits limits) {
    double seconds = allowedNanos(limits) / 1e9;
    return switch (kind) {
      case NOTHING, MESSAGE ->
          new LegacyException(
              LegacyException.Reason.IDLE,
              "The %s sent nothing for %.1f s.".formatted(peer, seconds));
      case HEADER, PAYLOAD ->
          tooSlow("The %s sent only %s within %.1f s.".formatted(peer, progress, seconds));
      case CONFIRMATION ->
          tooSlow("The %s did not confirm a block within %.1f s.".formatted(peer, seconds));
      case READING ->
          new LegacyException(
              LegacyException.Reason.UNREAD,
              "The %s did not read what was sent within %.1f s.".formatted(peer, seconds));
    };
  }

  private static LegacyException tooSlow(String sentence) {
    return new LegacyException(LegacyException.Reason.TOO_SLOW, sentence);
  }
}
