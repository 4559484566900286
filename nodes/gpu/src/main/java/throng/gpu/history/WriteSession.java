package throng.gpu.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.gpu.sqlite.DatabaseFile;
import throng.streams.frame.CameraId;

/**
 * One connection that writes. Each call is a transaction; after one that fails the session is to be
 * closed, and the same may be written again by another: a second that is there already is left as
 * it is.
 */
final class WriteSession implements AutoCloseable {
  private static final String ADD =
      """
      INSERT INTO %s (series, at, total, least, most, covered, factor) VALUES (?, ?, ?, ?, ?, 1, ?)
      ON CONFLICT (series, at) DO
      """;
  private static final String ROLL_UP =
      ADD
          + """
          UPDATE SET total = total + excluded.total, least = min(least, excluded.least),
            most = max(most, excluded.most), covered = covered + 1, factor = excluded.factor
          """;

  /** How many rows of a series and resolution are deleted at once, at most. */
  private static final long MOST_ROWS = 600;

  private final Connection connection;
  private final HistorySettings settings;
  private final DeletionClock deletion;
  private final AlertRows alerts;
  private final NetworkRows networks;
  private final PassingSeries passing;
  private final Map<Resolution, PreparedStatement> adding = new EnumMap<>(Resolution.class);
  private final Map<Series, Known> known = new HashMap<>();

  /** A series' number, its newest second, and which network counted last. */
  private static final class Known {
    final long id;
    long newest;
    String network;

    Known(long id, long newest, String network) {
      this.id = id;
      this.newest = newest;
      this.network = network;
    }
  }

  WriteSession(Connection connection, HistorySettings settings) throws SQLException {
    this.connection = connection;
    this.settings = settings;
    this.deletion = new DeletionClock(connection);
    this.alerts = new AlertRows(connection);
    this.networks = new NetworkRows(connection);
    this.passing = new PassingSeries(connection, settings.maxSeries());
    for (Resolution resolution : Resolution.values()) {
      String statement = resolution == Resolution.SECONDS ? ADD + "NOTHING" : ROLL_UP;
      adding.put(resolution, connection.prepareStatement(statement.formatted(resolution.table())));
    }
  }

  /**
   * What became of a batch.
   *
   * @param refused how many seconds were not taken: those that are there already, as after a clock
   *     that stepped back, and those of more series than there may be
   * @param leftOut one of those series; empty: there is none
   */
  record Written(long refused, Optional<Series> leftOut) {}

  /** Writes seconds, what they come to in their minutes and hours, and alerts. */
  Written write(HistoryQueue.Batch batch) throws SQLException {
    long refused = 0;
    Optional<Series> leftOut = Optional.empty();
    for (SecondMean row : batch.rows()) {
      Optional<Known> series = known(row.series(), row.epochSecond());
      if (series.isEmpty()) {
        leftOut = Optional.of(row.series());
      }
      boolean isTaken = series.isPresent() && add(series.get(), row);
      refused += isTaken ? 0 : 1;
    }
    alerts.add(batch.alerts());
    connection.commit();
    return new Written(refused, leftOut);
  }

  private boolean add(Known series, SecondMean row) throws SQLException {
    long at = row.epochSecond();
    boolean mayBeThere = at <= series.newest && isInItsMinuteOnly(series.id, at);
    if (mayBeThere || add(Resolution.SECONDS, series.id, row) == 0) {
      return false;
    }
    add(Resolution.MINUTES, series.id, row);
    add(Resolution.HOURS, series.id, row);
    if (at >= series.newest && !row.network().isEmpty() && !row.network().equals(series.network)) {
      networks.add(series.id, at, row.network());
      series.network = row.network();
    }
    series.newest = Math.max(series.newest, at);
    return true;
  }

  /**
   * Whether a minute is there without its seconds, which go together: nobody knows any more which
   * of them had a count.
   */
  private boolean isInItsMinuteOnly(long id, long at) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT EXISTS (SELECT 1 FROM minutes WHERE series = ?1 AND at = ?2)
              AND NOT EXISTS
                (SELECT 1 FROM seconds WHERE series = ?1 AND at >= ?2 AND at < ?2 + 60)
            """)) {
      statement.setLong(1, id);
      statement.setLong(2, Resolution.MINUTES.floor(at));
      return statement.executeQuery().getBoolean(1);
    }
  }

  private int add(Resolution resolution, long id, SecondMean row) throws SQLException {
    PreparedStatement statement = Objects.requireNonNull(adding.get(resolution));
    statement.setLong(1, id);
    statement.setLong(2, resolution.floor(row.epochSecond()));
    statement.setDouble(3, row.mean());
    statement.setDouble(4, row.min());
    statement.setDouble(5, row.max());
    statement.setDouble(6, row.factor());
    return statement.executeUpdate();
  }

  private Optional<Known> known(Series series, long at) throws SQLException {
    Known found = known.get(series);
    if (found == null) {
      Optional<Known> stored = find(series);
      if (stored.isEmpty() && isRoomFor(series, at)) {
        begin(series);
        stored = find(series);
      }
      stored.ifPresent(it -> known.put(series, it));
      return stored;
    }
    return Optional.of(found);
  }

  private Optional<Known> find(Series series) throws SQLException {
    String select =
        """
        SELECT id, max(ifnull((SELECT max(at) FROM seconds WHERE series = id), 0),
            ifnull((SELECT max(at) + 59 FROM minutes WHERE series = id), 0))
          FROM series WHERE name = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, series.toString());
      ResultSet row = statement.executeQuery();
      if (!row.next()) {
        return Optional.empty();
      }
      Map.Entry<Long, String> last = networks.of(row.getLong(1)).lastEntry();
      return Optional.of(
          new Known(row.getLong(1), row.getLong(2), last == null ? "" : last.getValue()));
    }
  }

  private boolean isRoomFor(Series series, long at) throws SQLException {
    if (PassingSeries.isOne(series) && passing.areTooMany()) {
      if (!passing.letGoOfOne(at)) {
        return false;
      }
      networks.forgetUnused();
      known.clear();
    }
    try (Statement statement = connection.createStatement()) {
      return statement.executeQuery("SELECT count(*) FROM series").getInt(1) < settings.maxSeries();
    }
  }

  private void begin(Series series) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO series (name) VALUES (?)")) {
      statement.setString(1, series.toString());
      statement.executeUpdate();
    }
  }

  /**
   * Deletes what is older than is to be kept, and the names of which nothing is left: where the
   * clock may have been set ahead, twice as much as time has passed, for what is deleted in vain
   * cannot be got back.
   *
   * @param passed since this was done last
   * @return whether there is more to be deleted at once: one call takes a bounded time
   */
  boolean deleteOld(Instant now, Duration passed) throws SQLException {
    Instant trusted = deletion.at(now, passed);
    boolean isMore = false;
    for (Resolution resolution : Resolution.values()) {
      isMore |= deleteOld(resolution, now, trusted, passed);
    }
    forgetUnused();
    networks.deleteOld(now.minus(settings.kept(Resolution.HOURS)));
    alerts.deleteOld(
        now.minus(settings.alerts()),
        trusted.minus(settings.alerts()),
        passed.multipliedBy(2),
        settings.mostAlerts());
    connection.commit();
    return isMore;
  }

  private boolean deleteOld(Resolution resolution, Instant now, Instant trusted, Duration passed)
      throws SQLException {
    Duration kept = settings.kept(resolution);
    // By series, as rows are sorted by it; whole minutes, whose seconds go together.
    String delete =
        """
        WITH first(at) AS (SELECT min(at) FROM %1$s WHERE series = ?1)
        DELETE FROM %1$s WHERE series = ?1 AND at <
          (SELECT min(?2, max(at + ?3, min(?4, at + ?5))) FROM first) / 60 * 60
        """
            .formatted(resolution.table());
    String select =
        "SELECT EXISTS (SELECT 1 FROM %s WHERE series = ?1 AND at < ?2 / 60 * 60)"
            .formatted(resolution.table());
    long sure = trusted.minus(kept).getEpochSecond();
    boolean isMore = false;
    try (PreparedStatement deleting = connection.prepareStatement(delete);
        PreparedStatement looking = connection.prepareStatement(select);
        Statement all = connection.createStatement()) {
      deleting.setLong(2, now.minus(kept).getEpochSecond());
      deleting.setLong(3, 2 * passed.toSeconds());
      deleting.setLong(4, sure);
      deleting.setLong(5, MOST_ROWS * resolution.seconds());
      looking.setLong(2, sure);
      ResultSet ids = all.executeQuery("SELECT id FROM series");
      while (ids.next()) {
        deleting.setLong(1, ids.getLong(1));
        deleting.executeUpdate();
        looking.setLong(1, ids.getLong(1));
        isMore |= looking.executeQuery().getBoolean(1);
      }
    }
    return isMore;
  }

  /**
   * Deletes everything of a camera and its zones; {@link #emptyLog} is to follow, or the file and
   * its log still hold some of it beside their rows.
   */
  void erase(CameraId camera) throws SQLException {
    execute("PRAGMA secure_delete = ON");
    for (Resolution resolution : Resolution.values()) {
      String delete =
          """
          DELETE FROM %s WHERE series IN
            (SELECT id FROM series WHERE name = ?1 OR substr(name, 1, length(?1) + 1) = ?1 || '/')
          """
              .formatted(resolution.table());
      try (PreparedStatement statement = connection.prepareStatement(delete)) {
        statement.setString(1, camera.toString());
        statement.executeUpdate();
      }
    }
    forgetUnused();
    alerts.erase(camera);
    connection.commit();
    execute("PRAGMA secure_delete = OFF");
    connection.commit();
  }

  /**
   * Brings what is in the log into the file, and empties it.
   *
   * @param patience for how long to wait for those who read at this moment
   * @return false where somebody still reads: it is to be tried again
   */
  boolean emptyLog(Duration patience) throws SQLException {
    // Outside of a transaction. That a reader was in the way is told in a row, and is no failure.
    connection.setAutoCommit(true);
    execute("PRAGMA busy_timeout = " + patience.toMillis());
    try (Statement statement = connection.createStatement()) {
      return statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)").getInt(1) == 0;
    } finally {
      execute("PRAGMA busy_timeout = " + DatabaseFile.PATIENCE.toMillis());
      connection.setAutoCommit(false);
    }
  }

  /** Lets the file look after how it is searched. */
  void optimize() throws SQLException {
    execute("PRAGMA optimize");
    connection.commit();
  }

  private void execute(String sentence) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sentence);
    }
  }

  private void forgetUnused() throws SQLException {
    String delete =
        """
        DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM seconds WHERE series = id)
          AND NOT EXISTS (SELECT 1 FROM minutes WHERE series = id)
          AND NOT EXISTS (SELECT 1 FROM hours WHERE series = id)
        """;
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(delete);
    }
    networks.forgetUnused();
    known.clear();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
