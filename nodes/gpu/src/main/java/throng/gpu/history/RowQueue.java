package throng.gpu.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rows that wait to be written, of a bounded number: for one that does not fit the oldest goes, and
 * is counted. Any thread may use it; none ever waits for another's disk.
 */
final class RowQueue<T> {
  private final Deque<T> waiting = new ArrayDeque<>();
  private final int capacity;
  private final Predicate<T> isStorable;
  private List<T> underWay = List.of();
  private long lost;

  /**
   * @param isStorable others are lost
   */
  RowQueue(int capacity, Predicate<T> isStorable) {
    this.capacity = capacity;
    this.isStorable = isStorable;
  }

  synchronized void offer(List<T> rows) {
    for (T row : rows) {
      if (isStorable.test(row)) {
        waiting.add(row);
      } else {
        lost++;
      }
    }
    makeRoom();
  }

  private void makeRoom() {
    while (waiting.size() + underWay.size() > capacity && waiting.poll() != null) {
      lost++;
    }
  }

  /** What is to be written now; to be {@link #written} or {@link #givenBack}. */
  synchronized List<T> next() {
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

  /** Takes out those that wait and are not wanted any more: they are not lost. */
  synchronized void drop(Predicate<T> isUnwanted) {
    waiting.removeIf(isUnwanted);
  }

  synchronized long lost() {
    return lost;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }
}
