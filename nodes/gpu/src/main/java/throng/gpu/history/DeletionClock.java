package throng.gpu.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The time of day by which old rows go: at most twice as fast as time passes, whatever the node's
 * clock is set to. It is kept with the rows, so that it tells a clock that was set ahead from
 * settings that keep less than before.
 */
final class DeletionClock {
  private final Connection connection;

  DeletionClock(Connection connection) {
    this.connection = connection;
  }

  /** The statements that make its table. */
  static List<String> table() {
    return List.of("CREATE TABLE deletion (at INTEGER NOT NULL)");
  }

  /**
   * What time it is.
   *
   * @param now by the node's clock
   * @param passed since this was asked last
   */
  Instant at(Instant now, Duration passed) throws SQLException {
    Instant latest = last(now).plus(passed.multipliedBy(2));
    Instant at = now.isBefore(latest) ? now : latest;
    keep(at);
    return at;
  }

  // In a file of before there was a table, the time of its newest row.
  private Instant last(Instant otherwise) throws SQLException {
    String select =
        """
        SELECT ifnull((SELECT at FROM deletion),
          (SELECT max((SELECT max(at) FROM minutes WHERE series = id)) FROM series))
        """;
    try (Statement statement = connection.createStatement()) {
      ResultSet row = statement.executeQuery(select);
      long last = row.getLong(1);
      return row.wasNull() ? otherwise : Instant.ofEpochSecond(last);
    }
  }

  private void keep(Instant at) throws SQLException {
    try (Statement all = connection.createStatement();
        PreparedStatement add = connection.prepareStatement("INSERT INTO deletion VALUES (?)")) {
      all.executeUpdate("DELETE FROM deletion");
      add.setLong(1, at.getEpochSecond());
      add.executeUpdate();
    }
  }
}
