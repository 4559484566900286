package throng.gpu.history;

import java.util.List;
import throng.actors.counts.HistoryReader.Point;
import throng.gpu.history.StoredRows.StoredRow;

/** Makes points of rows that come by time. */
final class PointMaker {
  private final Buckets buckets;
  private final List<Point> points;
  private Sums sums = new Sums();
  private long begin;

  PointMaker(Buckets buckets, List<Point> points) {
    this.buckets = buckets;
    this.points = points;
  }

  void add(StoredRow row) {
    long its = buckets.begin(row.at());
    if (its != begin) {
      end();
      begin = its;
    }
    sums.add(row);
  }

  /** No further row comes. */
  void end() {
    if (sums.covered() > 0) {
      points.add(sums.point(begin));
      sums = new Sums();
    }
  }
}
