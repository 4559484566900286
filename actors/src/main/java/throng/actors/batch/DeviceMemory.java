package throng.actors.batch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import throng.actors.inference.TensorSize;

/**
 * How many pictures of a size fit into a device's memory at once, by what did not.
 *
 * <p>Half of a batch that did not fit is the limit; after a while it is doubled, for the memory may
 * have been another program's. The while is twice as long each time that this was in vain.
 */
final class DeviceMemory {
  static final long FIRST_REST = TimeUnit.MINUTES.toNanos(5);
  private static final long LONGEST_REST = TimeUnit.DAYS.toNanos(1);

  private final int largest;
  private final Map<TensorSize, Limit> limits = new HashMap<>();

  private record Limit(int batch, long since, long rest) {
    boolean isOver(long now) {
      return now - since >= rest;
    }
  }

  DeviceMemory(int largest) {
    this.largest = largest;
  }

  /** The most pictures of any size that the device is given at once. */
  int largest() {
    return largest;
  }

  /** The most pictures of this size that it is given at once now. */
  int fits(TensorSize size, long now) {
    Limit limit = limits.get(size);
    if (limit == null) {
      return largest;
    }
    if (limit.isOver(now) && limit.batch() < largest) {
      limit = new Limit(Math.min(largest, 2 * limit.batch()), now, limit.rest());
      limits.put(size, limit);
    }
    return limit.batch();
  }

  /** A batch of so many pictures did not fit. */
  void tooLarge(TensorSize size, int batch, long now) {
    int half = Math.max(1, Math.min(largest, batch) / 2);
    Limit before = limits.get(size);
    if (before == null) {
      limits.put(size, new Limit(half, now, FIRST_REST));
    } else if (half < before.batch()) {
      limits.put(size, new Limit(half, now, Math.min(LONGEST_REST, 2 * before.rest())));
    }
  }
}
