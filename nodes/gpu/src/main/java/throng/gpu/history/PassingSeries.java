package throng.gpu.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import throng.actors.counts.Series;

/**
 * The series of the old counter's clients, which have another name with each connection. They have
 * a tenth of the places of all series: for one more the first of them goes, with its rows.
 */
final class PassingSeries {
  /** The node whose cameras these clients are. */
  private static final String NODE = "counter";

  private static final int PART = 10;

  private final Connection connection;
  private final int most;

  /**
   * @param maxSeries how many series may have rows
   */
  PassingSeries(Connection connection, int maxSeries) {
    this.connection = connection;
    this.most = Math.max(1, maxSeries / PART);
  }

  static boolean isOne(Series series) {
    return series.camera().node().equals(NODE);
  }

  /** Lets go of the first of them where one more would be too many; true: it did. */
  boolean makeRoom() throws SQLException {
    OptionalLong first = firstOfTooMany();
    if (first.isEmpty()) {
      return false;
    }
    for (Resolution resolution : Resolution.values()) {
      delete("DELETE FROM %s WHERE series = ?".formatted(resolution.table()), first.getAsLong());
    }
    delete("DELETE FROM series WHERE id = ?", first.getAsLong());
    return true;
  }

  private OptionalLong firstOfTooMany() throws SQLException {
    String select = "SELECT count(*), min(id) FROM series WHERE name GLOB '%s/*'".formatted(NODE);
    try (Statement statement = connection.createStatement()) {
      ResultSet row = statement.executeQuery(select);
      return row.getInt(1) < most ? OptionalLong.empty() : OptionalLong.of(row.getLong(2));
    }
  }

  private void delete(String statement, long id) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(statement)) {
      delete.setLong(1, id);
      delete.executeUpdate();
    }
  }
}
