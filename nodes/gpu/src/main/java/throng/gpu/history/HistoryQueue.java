package throng.gpu.history;

import java.util.List;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.SecondMean;
import throng.streams.frame.CameraId;

/** What waits to be written: seconds, and what alerts told. Any thread may use it. */
final class HistoryQueue {
  private final RowQueue<SecondMean> rows;
  private final RowQueue<AlertEvent> alerts;

  /**
   * @param capacity of each of the two
   */
  HistoryQueue(int capacity) {
    rows = new RowQueue<>(capacity, HistoryQueue::isNumber);
    alerts = new RowQueue<>(capacity, any -> true);
  }

  /** What is written in one transaction. */
  record Batch(List<SecondMean> rows, List<AlertEvent> alerts) {}

  private static boolean isNumber(SecondMean row) {
    return Double.isFinite(row.mean() + row.min() + row.max() + row.factor());
  }

  void offer(List<SecondMean> seconds) {
    rows.offer(seconds);
  }

  void offer(AlertEvent event) {
    alerts.offer(List.of(event));
  }

  /** What is to be written now; to be {@link #written} or {@link #givenBack}. */
  Batch next() {
    return new Batch(rows.next(), alerts.next());
  }

  /**
   * What was under way is written.
   *
   * @param without so many seconds, which are lost
   */
  void written(long without) {
    rows.written(without);
    alerts.written(0);
  }

  /** What was under way is not written: it waits again. */
  void givenBack() {
    rows.givenBack();
    alerts.givenBack();
  }

  /** Nothing of a camera and its zones is to be written that is not under way. */
  void drop(CameraId camera) {
    rows.drop(row -> row.series().camera().equals(camera));
    alerts.drop(event -> event.where().camera().equals(camera));
  }

  long lost() {
    return rows.lost() + alerts.lost();
  }

  boolean isEmpty() {
    return rows.isEmpty() && alerts.isEmpty();
  }
}
