package throng.gpu.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    Optional<Instant> kept = one("SELECT max(at) FROM deletion");
    Instant last = (kept.isPresent() ? kept : newestRow()).orElse(now);
    Instant latest = last.plus(passed.multipliedBy(2));
    Instant at = now.isBefore(latest) ? now : latest;
    // A machine without a clock of its own starts in the past, which says nothing of the time.
    keep(kept.isPresent() && at.isBefore(last) ? last : at);
    return at;
  }

  // In a file of before there was a table.
  private Optional<Instant> newestRow() throws SQLException {
    return one("SELECT max((SELECT max(at) FROM minutes WHERE series = id)) FROM series");
  }

  private Optional<Instant> one(String select) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet row = statement.executeQuery(select);
      long second = row.getLong(1);
      return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second));
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
