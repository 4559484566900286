package throng.edge.output;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Since when a camera has had no count, where that is unusual for it: for two seconds, or three of
 * its own intervals if these are longer. A camera of one picture in 20 s is not dead.
 *
 * <p>Times are nanoseconds of one clock. Used under its owner's lock.
 */
final class CountClock {
  private static final long LEAST = TimeUnit.SECONDS.toNanos(2);
  private static final int INTERVALS = 3;
  private static final int REMEMBERED = 9;

  private final long[] intervals = new long[REMEMBERED];
  private int known;
  private int next;
  private long last;
  private boolean hasCounted;

  /** A count came. */
  void counted(long now) {
    if (hasCounted) {
      intervals[next] = now - last;
      next = (next + 1) % REMEMBERED;
      known = Math.min(REMEMBERED, known + 1);
    }
    hasCounted = true;
    last = now;
  }

  boolean hasCounted() {
    return hasCounted;
  }

  /** For how long there has been no count, in nanoseconds; empty: for no longer than usual. */
  OptionalLong silence(long now) {
    long silent = now - last;
    return hasCounted && silent >= Math.max(LEAST, INTERVALS * median())
        ? OptionalLong.of(silent)
        : OptionalLong.empty();
  }

  private long median() {
    if (known == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(intervals, known);
    Arrays.sort(sorted);
    return sorted[known / 2];
  }
}
