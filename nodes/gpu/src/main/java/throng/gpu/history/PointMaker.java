package throng.gpu.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import throng.actors.counts.HistoryReader.Point;
import throng.gpu.history.StoredRows.StoredRow;

/**
 * Makes a chart's points of rows. Where seconds are no longer kept, a minute counts for the point
 * that it begins in, and each point shorter than a minute has what its minute came to; where
 * minutes are not, so does an hour.
 */
final class PointMaker {
  private static final long HOUR = TimeUnit.HOURS.toSeconds(1);

  private final KeptRows rows;
  private final Resolution resolution;
  private final Buckets buckets;
  private final long step;
  private final List<Point> points = new ArrayList<>();
  private Sums sums = new Sums();
  private long begin = Long.MIN_VALUE;

  PointMaker(KeptRows rows, Resolution resolution, Buckets buckets, long step) {
    this.rows = rows;
    this.resolution = resolution;
    this.buckets = buckets;
    this.step = step;
  }

  List<Point> points(long from, long to) throws SQLException {
    long first = resolution.floor(from);
    long firstPoint = buckets.begin(first);
    // What is kept of the first point may be its hour alone, which begins before it.
    rows.each(step < HOUR ? Resolution.HOURS.floor(from) : first, to, this::add);
    end();
    return points.stream()
        .filter(it -> it.epochSecond() >= firstPoint && it.epochSecond() < to)
        .toList();
  }

  private void add(StoredRow row) {
    long length = rows.of(row).seconds();
    if (length > resolution.seconds() && length > step) {
      spread(row, length);
      return;
    }
    long its = buckets.begin(row.at());
    if (its != begin) {
      end();
      begin = its;
    }
    sums.add(row);
  }

  /** To all points that begin in it. */
  private void spread(StoredRow row, long length) {
    List<Long> begins = new ArrayList<>();
    for (long at = row.at(); at < row.at() + length; at += resolution.seconds()) {
      long its = buckets.begin(at);
      if (its >= row.at() && (begins.isEmpty() || begins.get(begins.size() - 1) != its)) {
        begins.add(its);
      }
    }
    double covered = (double) row.covered() / Math.max(1, begins.size());
    for (long its : begins) {
      points.add(new Point(its, row.mean(), row.least(), row.most(), covered, row.factor()));
      begin = its;
    }
  }

  private void end() {
    // To a point that has a longer row's share already nothing is added.
    boolean isThere = !points.isEmpty() && points.get(points.size() - 1).epochSecond() == begin;
    if (sums.covered() > 0 && !isThere) {
      points.add(sums.point(begin));
    }
    sums = new Sums();
  }
}
