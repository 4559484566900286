package throng.actors.counts;

import java.util.Arrays;
import java.util.OptionalLong;

/** A camera's last intervals between counts, in nanoseconds; of a bounded number. */
final class RecentIntervals {
  private static final int KEPT = 15;

  private final long[] nanos = new long[KEPT];
  private int added;

  void add(long interval) {
    nanos[Math.floorMod(added, KEPT)] = interval;
    // Goes on from a full round: only whether it is full, and where, counts.
    added = added + 1 < 2 * KEPT ? added + 1 : KEPT;
  }

  /** The one in the middle, the larger of two; an outage among many moves it little. */
  OptionalLong median() {
    int known = Math.min(added, KEPT);
    if (known == 0) {
      return OptionalLong.empty();
    }
    long[] sorted = Arrays.copyOf(nanos, known);
    Arrays.sort(sorted);
    return OptionalLong.of(sorted[known / 2]);
  }
}
