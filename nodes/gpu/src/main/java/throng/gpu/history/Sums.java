package throng.gpu.history;

import throng.actors.counts.HistoryReader.Point;
import throng.gpu.history.StoredRows.StoredRow;

/** What several rows come to. */
final class Sums {
  private double total;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private long covered;
  private double factor = 1;

  /** The rows are to come by time: the factor is the last one's. */
  void add(StoredRow row) {
    total += row.total();
    least = Math.min(least, row.least());
    most = Math.max(most, row.most());
    covered += row.covered();
    factor = row.factor();
  }

  double mean() {
    return total / covered;
  }

  double most() {
    return most;
  }

  long covered() {
    return covered;
  }

  Point point(long begin) {
    return new Point(begin, mean(), least, most, covered, factor);
  }
}
