package throng.gpu.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import throng.actors.counts.HistoryReader.Point;
import throng.gpu.history.StoredRows.StoredRow;

/**
 * Makes a chart's points of rows. Where minutes are no longer kept, an hour counts for the point
 * that it begins in, and each point shorter than an hour has what its hour came to.
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
    rows.each(isPartOfHour() ? Resolution.HOURS.floor(from) : first, to, this::add);
    end();
    return points.stream()
        .filter(it -> it.epochSecond() >= firstPoint && it.epochSecond() < to)
        .toList();
  }

  private boolean isPartOfHour() {
    return resolution == Resolution.MINUTES && step < HOUR;
  }

  private void add(StoredRow row) {
    if (isPartOfHour() && rows.of(row) == Resolution.HOURS) {
      spread(row);
      return;
    }
    long its = buckets.begin(row.at());
    if (its != begin) {
      end();
      begin = its;
    }
    sums.add(row);
  }

  /** To all points that begin in its hour. */
  private void spread(StoredRow hour) {
    List<Long> begins = new ArrayList<>();
    for (long at = hour.at(); at < hour.at() + HOUR; at += Resolution.MINUTES.seconds()) {
      long its = buckets.begin(at);
      if (its >= hour.at() && (begins.isEmpty() || begins.get(begins.size() - 1) != its)) {
        begins.add(its);
      }
    }
    double covered = (double) hour.covered() / Math.max(1, begins.size());
    for (long its : begins) {
      points.add(new Point(its, hour.mean(), hour.least(), hour.most(), covered, hour.factor()));
      begin = its;
    }
  }

  private void end() {
    // Of a point that has an hour's share already, no minute is added.
    boolean isThere = !points.isEmpty() && points.get(points.size() - 1).epochSecond() == begin;
    if (sums.covered() > 0 && !isThere) {
      points.add(sums.point(begin));
    }
    sums = new Sums();
  }
}
