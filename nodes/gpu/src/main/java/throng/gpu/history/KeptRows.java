package throng.gpu.history;

import java.sql.SQLException;
import java.util.OptionalLong;
import throng.actors.counts.Series;
import throng.gpu.history.StoredRows.StoredRow;
import throng.gpu.history.StoredRows.Visitor;

/**
 * A series' rows as far back as anything of it is kept: seconds, minutes where seconds are no
 * longer kept, and hours where minutes are not. Nothing is finer than what is asked for. Of one
 * connection, which is its user's to close.
 */
final class KeptRows {
  private static final long NEVER = Long.MAX_VALUE;

  private final StoredRows rows;
  private final Series series;
  private final long minutesFrom;
  private final long secondsFrom;

  /**
   * @param resolution what is read where it is kept
   */
  KeptRows(StoredRows rows, Series series, Resolution resolution) throws SQLException {
    this.rows = rows;
    this.series = series;
    OptionalLong id = rows.id(series);
    long minutes = NEVER;
    long seconds = NEVER;
    if (id.isPresent() && resolution != Resolution.HOURS) {
      minutes = rows.from(id.getAsLong(), Resolution.MINUTES, Resolution.HOURS);
    }
    if (id.isPresent() && resolution == Resolution.SECONDS) {
      seconds = rows.from(id.getAsLong(), Resolution.SECONDS, Resolution.MINUTES);
      // Settings may keep seconds for longer than minutes, which are of no use then.
      if (seconds < minutes) {
        seconds = rows.from(id.getAsLong(), Resolution.SECONDS, Resolution.HOURS);
        minutes = seconds;
      }
    }
    this.minutesFrom = minutes;
    this.secondsFrom = seconds;
  }

  /** Each row that begins in the time, the eldest first. */
  void each(long from, long to, Visitor visitor) throws SQLException {
    each(Resolution.HOURS, from, Math.min(to, minutesFrom), visitor);
    each(Resolution.MINUTES, Math.max(from, minutesFrom), Math.min(to, secondsFrom), visitor);
    each(Resolution.SECONDS, Math.max(from, secondsFrom), to, visitor);
  }

  private void each(Resolution its, long from, long to, Visitor visitor) throws SQLException {
    if (from < to) {
      rows.each(series, its, from, to, visitor);
    }
  }

  /** How long one of its rows is. */
  Resolution of(StoredRow row) {
    if (row.at() < minutesFrom) {
      return Resolution.HOURS;
    }
    return row.at() < secondsFrom ? Resolution.MINUTES : Resolution.SECONDS;
  }
}
