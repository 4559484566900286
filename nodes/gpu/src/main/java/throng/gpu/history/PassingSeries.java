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
 * a tenth of the places of all series: for one more the first of them goes, with its rows, that has
 * had none for ten minutes.
 */
final class PassingSeries {
  /** The node whose cameras these clients are. */
  private static final String NODE = "counter";

  private static final String OURS = "name GLOB '%s/*'".formatted(NODE);

  private static final int PART = 10;
  private static final long QUIET_SECONDS = 600;

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

  /** Whether there is no place for one more. */
  boolean areTooMany() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet row = statement.executeQuery("SELECT count(*) FROM series WHERE " + OURS);
      return row.getInt(1) >= most;
    }
  }

  /**
   * Lets go of the first that has ended.
   *
   * @param at the second of now
   * @return false: none has
   */
  boolean letGoOfOne(long at) throws SQLException {
    OptionalLong ended = firstThatHasEnded(at);
    if (ended.isPresent()) {
      for (Resolution resolution : Resolution.values()) {
        delete("DELETE FROM %s WHERE series = ?".formatted(resolution.table()), ended.getAsLong());
      }
      delete("DELETE FROM series WHERE id = ?", ended.getAsLong());
    }
    return ended.isPresent();
  }

  private OptionalLong firstThatHasEnded(long at) throws SQLException {
    String select =
        """
        SELECT min(id) FROM series WHERE %s
          AND NOT EXISTS (SELECT 1 FROM seconds WHERE series = id AND at > ?)
        """
            .formatted(OURS);
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setLong(1, at - QUIET_SECONDS);
      ResultSet row = statement.executeQuery();
      long id = row.getLong(1);
      return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(id);
    }
  }

  private void delete(String statement, long id) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(statement)) {
      delete.setLong(1, id);
      delete.executeUpdate();
    }
  }
}
