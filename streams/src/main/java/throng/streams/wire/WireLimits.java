package throng.streams.wire;

import com.typesafe.config.Config;
import java.time.Duration;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Settings;
import throng.streams.settings.SettingsException;

/**
 * What a peer may send, and how long it may take; the keys of a {@code limits} block.
 *
 * @param maxFrameBytes the largest JPEG that is counted
 * @param discardLimit the largest JPEG that is thrown away as it comes; beyond, its connection ends
 * @param maxPixels the largest picture that is decoded, in pixels
 * @param maxMapCells the largest density map that is taken, in cells
 * @param handshakeTimeout from the connection's start to the peer's first whole message
 * @param pingAfter how long nothing may come before a ping asks for a sign of life
 * @param silenceTimeout how long not a byte may come
 * @param messageGrace what a message may take from its first byte, beside its length ÷ minRate
 * @param minRate the slowest peer, in bytes a second
 * @param writeStallTimeout how long a peer may leave what was written unread, beside its length ÷
 *     minRate
 * @param linger how long what still comes is thrown away after the last message, so that it reaches
 *     the peer
 */
public record WireLimits(
    int maxFrameBytes,
    int discardLimit,
    int maxPixels,
    int maxMapCells,
    Duration handshakeTimeout,
    Duration pingAfter,
    Duration silenceTimeout,
    Duration messageGrace,
    int minRate,
    Duration writeStallTimeout,
    Duration linger) {
  private static final long LARGEST = 1 << 30;

  /**
   * Reads a node's {@code limits} block: {@code throng.gpu-node.limits}, or {@code
   * throng.edge-node.limits}. A side lacks the sizes that it never receives: they are 0, nothing of
   * that kind is taken.
   *
   * <p>A node's sizes that are {@code auto} follow from its memory: {@link MemoryPlan}.
   *
   * @throws SettingsException for a value out of range, with its key and place
   */
  public static WireLimits from(Config limits) {
    return Settings.checked(
        () -> {
          WireLimits read = read(limits);
          read.check(limits);
          return read;
        });
  }

  private static WireLimits read(Config limits) {
    int maxFrameBytes = limits.hasPath("max-frame-size") ? maxFrameBytes(limits) : 0;
    return new WireLimits(
        maxFrameBytes,
        limits.hasPath("discard-limit") ? discardLimit(limits, maxFrameBytes) : 0,
        count(limits, "max-pixels"),
        count(limits, "max-map-cells"),
        duration(limits, "handshake-timeout"),
        duration(limits, "ping-after"),
        duration(limits, "silence-timeout"),
        duration(limits, "message-grace"),
        bytes(limits, "min-rate"),
        duration(limits, "write-stall-timeout"),
        duration(limits, "linger"));
  }

  private static int maxFrameBytes(Config limits) {
    MemoryPlan plan = MemoryPlan.from(limits);
    long automatic = plan.maxFrameBytes();
    if (!MemoryPlan.isAuto(limits, "discard-limit")) {
      automatic = Math.min(automatic, limits.getBytes("discard-limit"));
    }
    String key = "max-frame-size";
    return positive(limits, key, plan.bytes(limits, "limits", key, automatic));
  }

  // What is thrown away as it comes takes time, and no memory.
  private static int discardLimit(Config limits, int maxFrameBytes) {
    String key = "discard-limit";
    return MemoryPlan.isAuto(limits, key)
        ? (int) Math.min(LARGEST, 4L * maxFrameBytes)
        : bytes(limits, key);
  }

  private void check(Config limits) {
    if (discardLimit < maxFrameBytes) {
      throw wrong(limits, "discard-limit", "is below max-frame-size");
    }
    if (silenceTimeout.compareTo(pingAfter) <= 0) {
      throw wrong(limits, "silence-timeout", "must be longer than ping-after");
    }
  }

  private static int bytes(Config limits, String key) {
    return limits.hasPath(key) ? positive(limits, key, limits.getBytes(key)) : 0;
  }

  private static int count(Config limits, String key) {
    return limits.hasPath(key) ? positive(limits, key, limits.getLong(key)) : 0;
  }

  // Lengths on the wire are 32 bits, and a header stands before each payload.
  private static int positive(Config limits, String key, long value) {
    if (value < 1 || value > LARGEST) {
      throw wrong(limits, key, "must be from 1 to 1073741824");
    }
    return (int) value;
  }

  private static Duration duration(Config limits, String key) {
    Duration value = limits.getDuration(key);
    if (value.toMillis() < 1 || value.toDays() > 1) {
      throw wrong(limits, key, "must be from 1ms to 1 day");
    }
    return value;
  }

  private static SettingsException wrong(Config limits, String key, String rule) {
    return new SettingsException(
        "%s: limits.%s = %s %s"
            .formatted(
                limits.getValue(key).origin().description(),
                key,
                limits.getValue(key).unwrapped(),
                rule));
  }
}
