package throng.gpu.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * Which network counted a series from when on, over one connection, which is its user's to close
 * and to commit.
 */
final class NetworkRows {
  private final Connection connection;

  NetworkRows(Connection connection) {
    this.connection = connection;
  }

  /** The statements that make the table. */
  static List<String> table() {
    return List.of(
        """
        CREATE TABLE networks (
          series INTEGER NOT NULL, at INTEGER NOT NULL, network TEXT NOT NULL,
          PRIMARY KEY (series, at)) WITHOUT ROWID
        """);
  }

  /** A network counts from this second on. */
  void add(long series, long at, String network) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO networks (series, at, network) VALUES (?, ?, ?)")) {
      statement.setLong(1, series);
      statement.setLong(2, at);
      statement.setString(3, network);
      statement.executeUpdate();
    }
  }

  /** The networks of a series, by the second from which on each counts. */
  TreeMap<Long, String> of(long series) throws SQLException {
    TreeMap<Long, String> all = new TreeMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT at, network FROM networks WHERE series = ?")) {
      statement.setLong(1, series);
      ResultSet row = statement.executeQuery();
      while (row.next()) {
        all.put(row.getLong(1), row.getString(2));
      }
    }
    return all;
  }

  /** Deletes those of times of which nothing is kept. */
  void deleteOld(Instant before) throws SQLException {
    String delete =
        """
        DELETE FROM networks WHERE EXISTS
          (SELECT 1 FROM networks AS later WHERE later.series = networks.series
            AND later.at > networks.at AND later.at <= ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(delete)) {
      statement.setLong(1, before.getEpochSecond());
      statement.executeUpdate();
    }
  }

  /** Deletes those of series that are gone. */
  void forgetUnused() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "DELETE FROM networks WHERE NOT EXISTS (SELECT 1 FROM series WHERE id = series)");
    }
  }
}
