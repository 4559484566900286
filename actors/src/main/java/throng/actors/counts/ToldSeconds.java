package throng.actors.counts;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which times of day have named a second already. One run of them is enough while the time of day
 * goes on as the monotonic clock does; each step of it begins another.
 */
final class ToldSeconds {
  /** Steps that are remembered; a clock that steps more often has other troubles. */
  private static final int MOST_RUNS = 64;

  private final Deque<Run> runs = new ArrayDeque<>();

  private static final class Run {
    final long from;
    final long offset;
    long to;

    Run(long from, long offset) {
      this.from = from;
      this.offset = offset;
      this.to = from;
    }
  }

  /**
   * Notes that a second is named.
   *
   * @param index of the second on the monotonic clock
   * @return whether another had the name before
   */
  boolean isRepeat(long epochSecond, long index) {
    if (runs.stream().anyMatch(run -> run.from <= epochSecond && epochSecond <= run.to)) {
      return true;
    }
    long offset = epochSecond - index;
    Run last = runs.peekLast();
    if (last != null && last.offset == offset) {
      last.to = Math.max(last.to, epochSecond);
    } else {
      runs.add(new Run(epochSecond, offset));
      if (runs.size() > MOST_RUNS) {
        runs.remove();
      }
    }
    return false;
  }
}
