package throng.streams.memory;

import java.time.Duration;
import java.util.Locale;
import throng.streams.settings.Block;

/**
 * How much memory a node gives to frames that it has not decoded, and the limits that follow: keys
 * of {@code throng.gpu-node.limits}.
 *
 * @param heap the most that the heap may grow to, in bytes
 * @param budget the part of it for messages that are coming, and for frames that wait and answers
 *     that are not read; half each
 * @param roomWithin how long a message waits for memory until its connection ends
 * @param yieldAfter how long a message, or answers that are not read, may keep memory that another
 *     one waits for
 * @param newcomerRate how many bytes a second are taken of long messages whose peers have not sent
 *     one promptly yet, all of them together
 */
public record MemoryPlan(
    long heap, long budget, Duration roomWithin, Duration yieldAfter, long newcomerRate) {
  private static final String MEMORY = "memory";
  private static final double SHARE_OF_HEAP = 0.4;

  /** Larger JPEGs are photographs of many megapixels, which nobody films. */
  private static final long LARGEST_AUTOMATIC_FRAME = 16 << 20;

  /** Several of the largest frames come at the same time. */
  private static final int FRAMES_A_HALF = 4;

  /** Room for a header before the largest JPEG, and for a frame's overhead beside it. */
  private static final int BESIDE_LARGEST = 1 << 11;

  /**
   * Reads a {@code limits} block for the heap of this process.
   *
   * @throws throng.streams.settings.SettingsException if the budget does not fit into the heap
   */
  public static MemoryPlan from(Block limits) {
    return from(limits, Runtime.getRuntime().maxMemory());
  }

  static MemoryPlan from(Block limits, long heap) {
    long budget =
        limits
            .unless("auto", MEMORY, key -> limits.bytes(key, "2 B", "1 TiB"))
            .orElse((long) (heap * SHARE_OF_HEAP));
    if (budget > heap) {
      throw limits.wrong(
          MEMORY,
          "must be less than the heap of %s, which -Xmx makes larger".formatted(megabytes(heap)));
    }
    return new MemoryPlan(
        heap,
        budget,
        limits.time("room-within", "1ms", "1d"),
        limits.time("yield-after", "1ms", "1d"),
        limits.bytes("newcomer-rate", "1 KiB", "1 TiB"));
  }

  /** What messages that are coming may take in all; what waits may take as much. */
  public long half() {
    return budget / 2;
  }

  /**
   * What of each half large messages compete for; the rest is the connections' own.
   *
   * @param maxFrameBytes the largest JPEG that is counted
   */
  long pool(int maxFrameBytes) {
    return Math.max(half() / 2, Math.min(half(), (long) maxFrameBytes + BESIDE_LARGEST));
  }

  /**
   * The largest JPEG for which there is always room once others have given theirs back.
   *
   * @param maxFrameBytes the largest that is counted, which is within it
   */
  public int largestReadable(int maxFrameBytes) {
    long fits = pool(maxFrameBytes) - BESIDE_LARGEST;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(maxFrameBytes, fits));
  }

  /** The largest JPEG that is counted, where it is not said. */
  public long maxFrameBytes() {
    return Math.max(1, Math.min(LARGEST_AUTOMATIC_FRAME, half() / FRAMES_A_HALF));
  }

  /**
   * How many bytes may wait in the batcher's queue, where it is not said: less than frames on their
   * way to it may have, so that it is the queue which decides whose frame is one too many.
   */
  public long maxWaitingBytes() {
    return Math.max(1, half() / 2);
  }

  /**
   * A size that frames may have, or {@code automatic}.
   *
   * @param block {@code limits} or {@code batch}
   * @param most with its unit; a half may allow less
   * @throws throng.streams.settings.SettingsException if a half has no room for it
   */
  public long bytes(Block block, String key, String most, long automatic) {
    return block
        .unless("auto", key, it -> withinHalf(block, it, block.bytes(it, "1 B", most)))
        .orElse(automatic);
  }

  private long withinHalf(Block block, String key, long bytes) {
    if (bytes > half()) {
      throw block.wrong(
          key,
          "must be at most %s, half of the memory for frames (limits.memory = %s of a heap of %s; -Xmx gives more)"
              .formatted(megabytes(half()), megabytes(budget), megabytes(heap)));
    }
    return bytes;
  }

  /** The budget as it is announced. */
  @Override
  public String toString() {
    return "%s for unfinished messages, %s for waiting frames and unread answers, of a heap of %s"
        .formatted(megabytes(half()), megabytes(half()), megabytes(heap));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
