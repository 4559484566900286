package throng.gpu.history;

import java.sql.SQLException;
import java.util.OptionalLong;
import throng.actors.counts.Series;
import throng.gpu.history.StoredRows.StoredRow;
import throng.gpu.history.StoredRows.Visitor;

/**
 * A series' rows as far back as anything of it is kept: minutes, and hours where minutes are no
 * longer kept. Seconds and hours are just these. Of one connection, which is its user's to close.
 */
final class KeptRows {
  private final StoredRows rows;
  private final Series series;
  private final Resolution resolution;
  private final long minutesFrom;

  /**
   * @param resolution what is read where it is kept
   */
  KeptRows(StoredRows rows, Series series, Resolution resolution) throws SQLException {
    this.rows = rows;
    this.series = series;
    this.resolution = resolution;
    OptionalLong id = rows.id(series);
    this.minutesFrom =
        resolution == Resolution.MINUTES && id.isPresent()
            ? rows.minutesFrom(id.getAsLong())
            : Long.MIN_VALUE;
  }

  /** Each row that begins in the time, the eldest first. */
  void each(long from, long to, Visitor visitor) throws SQLException {
    if (from < minutesFrom) {
      rows.each(series, Resolution.HOURS, from, Math.min(to, minutesFrom), visitor);
    }
    if (to > minutesFrom) {
      rows.each(series, resolution, Math.max(from, minutesFrom), to, visitor);
    }
  }

  /** How long one of its rows is. */
  Resolution of(StoredRow row) {
    return row.at() < minutesFrom ? Resolution.HOURS : resolution;
  }
}
