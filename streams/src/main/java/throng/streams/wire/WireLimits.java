package throng.streams.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;

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
 * @param messagesPerSecond how many messages that are no frames and no answers are taken a second
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
    int messagesPerSecond,
    Duration writeStallTimeout,
    Duration linger) {
  private static final String LARGEST = "1 GiB";
  private static final long GIB = 1 << 30;
  private static final int LOOKS = 8;
  private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

  /** Of pictures of more pixels than any camera has. */
  private static final int MOST_AUTOMATIC_CELLS = 4 << 20;

  /** A dozen maps of a camera are on their way at once, of several cameras. */
  private static final double MAP_SHARE_OF_HEAP = 0.02;

  /**
   * Reads a node's {@code limits} block: {@code throng.gpu-node.limits}, or {@code
   * throng.edge-node.limits}. A side lacks the sizes that it never receives: they are 0, nothing of
   * that kind is taken.
   *
   * <p>A node's sizes that are {@code auto} follow from its memory: {@link MemoryPlan}.
   *
   * @throws throng.streams.settings.SettingsException for a value out of range, with its key and
   *     place
   */
  public static WireLimits from(Block limits) {
    int maxFrameBytes = limits.has("max-frame-size") ? maxFrameBytes(limits) : 0;
    WireLimits read =
        new WireLimits(
            maxFrameBytes,
            limits.has("discard-limit") ? discardLimit(limits, maxFrameBytes) : 0,
            count(limits, "max-pixels"),
            limits.has("max-map-cells") ? maxMapCells(limits) : 0,
            time(limits, "handshake-timeout"),
            time(limits, "ping-after"),
            time(limits, "silence-timeout"),
            time(limits, "message-grace"),
            size(limits, "min-rate"),
            limits.whole("messages-per-second", 1, 1_000_000),
            time(limits, "write-stall-timeout"),
            time(limits, "linger"));
    read.check(limits);
    return read;
  }

  /**
   * How often the time limits are to be looked at: often enough for the shortest of them, seldom
   * enough to cost nothing.
   */
  Duration look() {
    return Stream.of(handshakeTimeout, silenceTimeout, messageGrace, writeStallTimeout, linger)
        .map(limit -> limit.dividedBy(LOOKS))
        .map(look -> look.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : look)
        .reduce(LONGEST_LOOK, (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  private static int maxFrameBytes(Block limits) {
    MemoryPlan plan = MemoryPlan.from(limits);
    long automatic =
        discardLimit(limits)
            .map(most -> Math.min(plan.maxFrameBytes(), most))
            .orElseGet(plan::maxFrameBytes);
    return (int) plan.bytes(limits, "max-frame-size", LARGEST, automatic);
  }

  private static Optional<Integer> discardLimit(Block limits) {
    return limits.unless("auto", "discard-limit", key -> size(limits, key));
  }

  // What is thrown away as it comes takes time, and no memory.
  private static int discardLimit(Block limits, int maxFrameBytes) {
    return discardLimit(limits).orElseGet(() -> (int) Math.min(GIB, 4L * maxFrameBytes));
  }

  /** The same for a side that takes maps of so many cells. */
  public WireLimits withMaps(int cells) {
    return new WireLimits(
        maxFrameBytes,
        discardLimit,
        maxPixels,
        cells,
        handshakeTimeout,
        pingAfter,
        silenceTimeout,
        messageGrace,
        minRate,
        messagesPerSecond,
        writeStallTimeout,
        linger);
  }

  private static int maxMapCells(Block limits) {
    return limits
        .unless("auto", "max-map-cells", key -> count(limits, key))
        .orElseGet(() -> automaticCells(Runtime.getRuntime().maxMemory()));
  }

  static int automaticCells(long heap) {
    return (int) Math.min(MOST_AUTOMATIC_CELLS, heap * MAP_SHARE_OF_HEAP / Float.BYTES);
  }

  private void check(Block limits) {
    if (discardLimit < maxFrameBytes) {
      throw limits.wrong("discard-limit", "must not be below max-frame-size");
    }
    if (silenceTimeout.compareTo(pingAfter) <= 0) {
      throw limits.wrong("silence-timeout", "must be longer than ping-after");
    }
  }

  // Lengths on the wire are 32 bits, and a header stands before each payload.
  private static int size(Block limits, String key) {
    return limits.intBytes(key, "1 B", LARGEST);
  }

  private static int count(Block limits, String key) {
    return limits.has(key) ? limits.whole(key, 1, 1 << 30) : 0;
  }

  private static Duration time(Block limits, String key) {
    return limits.time(key, "1ms", "1d");
  }
}
