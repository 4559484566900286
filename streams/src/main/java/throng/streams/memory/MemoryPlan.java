package throng.streams.memory;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.Locale;
import throng.streams.settings.SettingsException;

/**
 * How much memory a node gives to frames that it has not decoded, and the limits that follow: keys
 * of {@code throng.gpu-node.limits}.
 *
 * @param heap the most that the heap may grow to, in bytes
 * @param budget the part of it for messages that are coming and frames that wait, half each
 * @param roomWithin how long a message waits for memory until its connection ends
 * @param yieldAfter how long a message may keep memory that another one waits for
 */
public record MemoryPlan(long heap, long budget, Duration roomWithin, Duration yieldAfter) {
  private static final String MEMORY = "memory";
  private static final String AUTO = "auto";
  private static final double SHARE_OF_HEAP = 0.4;

  /** Larger JPEGs are photographs of many megapixels, which nobody films. */
  private static final long LARGEST_AUTOMATIC_FRAME = 16 << 20;

  /** Several of the largest frames come at the same time. */
  private static final int FRAMES_A_HALF = 4;

  /**
   * Reads a {@code limits} block for the heap of this process.
   *
   * @throws SettingsException if the budget does not fit into the heap
   */
  public static MemoryPlan from(Config limits) {
    return from(limits, Runtime.getRuntime().maxMemory());
  }

  static MemoryPlan from(Config limits, long heap) {
    long budget = isAuto(limits, MEMORY) ? (long) (heap * SHARE_OF_HEAP) : limits.getBytes(MEMORY);
    if (budget < 2 || budget > heap) {
      throw wrong(
          limits,
          "limits." + MEMORY,
          "must be above 0, and less than the heap of %s; -Xmx makes it larger"
              .formatted(megabytes(heap)));
    }
    return new MemoryPlan(
        heap, budget, limits.getDuration("room-within"), limits.getDuration("yield-after"));
  }

  /** What messages that are coming may take in all; frames that wait may take as much. */
  public long half() {
    return budget / 2;
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
   * @param name the block's name, for the sentence
   * @throws SettingsException if a half has no room for it
   */
  public long bytes(Config block, String name, String key, long automatic) {
    if (isAuto(block, key)) {
      return automatic;
    }
    long bytes = block.getBytes(key);
    if (bytes > half()) {
      throw wrong(
          block,
          name + "." + key,
          "is more than %s, half of the memory for frames (limits.memory = %s of a heap of %s); lower it, or give the node more with -Xmx"
              .formatted(megabytes(half()), megabytes(budget), megabytes(heap)));
    }
    return bytes;
  }

  /** Whether a size follows from the heap. */
  public static boolean isAuto(Config block, String key) {
    return AUTO.equals(block.getValue(key).unwrapped());
  }

  /** The budget as it is announced. */
  @Override
  public String toString() {
    return "%s of the heap's %s, half for messages that are still coming, half for frames that wait"
        .formatted(megabytes(budget), megabytes(heap));
  }

  private static SettingsException wrong(Config block, String path, String rule) {
    ConfigValue value = block.getValue(path.substring(path.lastIndexOf('.') + 1));
    return new SettingsException(
        "%s: %s = %s %s.".formatted(value.origin().description(), path, value.unwrapped(), rule));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
