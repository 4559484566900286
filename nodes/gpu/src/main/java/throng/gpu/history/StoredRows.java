package throng.gpu.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import throng.actors.counts.Series;

/** Reads stored rows over one connection, which is its user's to close. */
final class StoredRows {
  private final Connection connection;

  StoredRows(Connection connection) {
    this.connection = connection;
  }

  /**
   * One row.
   *
   * @param at its begin, since 1970-01-01 UTC
   * @param total the sum of its seconds' means
   */
  record StoredRow(long at, double total, double least, double most, long covered, double factor) {
    double mean() {
      return total / covered;
    }

    /** As it is shown: multiplied by the factor that was in force. */
    StoredRow corrected() {
      return new StoredRow(at, total * factor, least * factor, most * factor, covered, 1);
    }
  }

  /** What is done with each row. */
  interface Visitor {
    void row(StoredRow row);
  }

  /** The number under which a series is stored; empty: it is not. */
  OptionalLong id(Series series) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM series WHERE name = ?")) {
      statement.setString(1, series.toString());
      ResultSet row = statement.executeQuery();
      return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
    }
  }

  /** Which network counted a series, by the second from which on. */
  TreeMap<Long, String> networks(long id) throws SQLException {
    return new NetworkRows(connection).of(id);
  }

  /**
   * From when on there is a finer row for all that coarser ones have: the begin of a coarser one,
   * before which some or all finer ones were deleted already.
   */
  long from(long id, Resolution finer, Resolution coarser) throws SQLException {
    String select =
        """
        SELECT oldest,
            (SELECT covered FROM %2$s WHERE series = ?1 AND at = oldest)
              > (SELECT sum(covered) FROM %1$s
                   WHERE series = ?1 AND at >= oldest AND at < oldest + %3$d)
          FROM (SELECT min(at) / %3$d * %3$d AS oldest FROM %1$s WHERE series = ?1)
        """
            .formatted(finer.table(), coarser.table(), coarser.seconds());
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setLong(1, id);
      ResultSet row = statement.executeQuery();
      long oldest = row.getLong(1);
      if (row.wasNull()) {
        return Long.MAX_VALUE;
      }
      return row.getBoolean(2) ? coarser.last(oldest) + 1 : oldest;
    }
  }

  /** Each row that begins in the time, the eldest first. */
  void each(Series series, Resolution resolution, long from, long to, Visitor visitor)
      throws SQLException {
    OptionalLong id = id(series);
    if (id.isPresent()) {
      visit(id.getAsLong(), resolution, from, to, -1, visitor);
    }
  }

  /** At most so many rows that begin in the time, the eldest ones first. */
  List<StoredRow> page(long id, Resolution resolution, long from, long to, int most)
      throws SQLException {
    List<StoredRow> page = new ArrayList<>();
    visit(id, resolution, from, to, most, page::add);
    return page;
  }

  private void visit(long id, Resolution resolution, long from, long to, int most, Visitor visitor)
      throws SQLException {
    String select =
        """
        SELECT at, total, least, most, covered, factor FROM %s
          WHERE series = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?
        """
            .formatted(resolution.table());
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setLong(1, id);
      statement.setLong(2, from);
      statement.setLong(3, to);
      statement.setInt(4, most);
      ResultSet row = statement.executeQuery();
      while (row.next()) {
        visitor.row(
            new StoredRow(
                row.getLong(1),
                row.getDouble(2),
                row.getDouble(3),
                row.getDouble(4),
                row.getLong(5),
                row.getDouble(6)));
      }
    }
  }
}
