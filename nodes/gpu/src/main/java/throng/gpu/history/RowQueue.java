package throng.gpu.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import throng.actors.counts.SecondMean;

/**
 * Rows that wait to be written, of a bounded number: for one that does not fit the oldest goes, and
 * is counted. Any thread may use it; none ever waits for another's disk.
 */
final class RowQueue {
  private final Deque<SecondMean> waiting = new ArrayDeque<>();
  private final int capacity;
  private List<SecondMean> underWay = List.of();
  private long lost;

  RowQueue(int capacity) {
    this.capacity = capacity;
  }

  synchronized void offer(List<SecondMean> rows) {
    for (SecondMean row : rows) {
      if (isNumber(row)) {
        waiting.add(row);
      } else {
        lost++;
      }
    }
    makeRoom();
  }

  private static boolean isNumber(SecondMean row) {
    return Double.isFinite(row.mean() + row.min() + row.max() + row.factor());
  }

  private void makeRoom() {
    while (waiting.size() + underWay.size() > capacity && waiting.poll() != null) {
      lost++;
    }
  }

  /** What is to be written now; to be {@link #written} or {@link #givenBack}. */
  synchronized List<SecondMean> next() {
    underWay = List.copyOf(waiting);
    waiting.clear();
    return underWay;
  }

  /**
   * What was under way is written.
   *
   * @param without so many of them, which are lost
   */
  synchronized void written(long without) {
    underWay = List.of();
    lost += without;
  }

  /** What was under way is not written: it waits again, before all others. */
  synchronized void givenBack() {
    for (int index = underWay.size() - 1; index >= 0; index--) {
      waiting.addFirst(underWay.get(index));
    }
    underWay = List.of();
    makeRoom();
  }

  synchronized long lost() {
    return lost;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }
}
