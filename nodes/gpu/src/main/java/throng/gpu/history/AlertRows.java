package throng.gpu.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertHistory.PastAlert;
import throng.actors.counts.CamerasSeen;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.streams.frame.CameraId;

/**
 * The alerts' table over one connection, which is its user's to close and to commit. What is there
 * already is left as it is, but that somebody was to be notified of it after all.
 */
final class AlertRows {
  private static final String ADD =
      """
      INSERT INTO alerts
        (at, kind, id, name, place, severity, value, reason, sentence, silenced, notified)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id, kind) DO UPDATE SET silenced = min(silenced, excluded.silenced)
      """;
  private static final String SELECT =
      """
      SELECT it.*, begin.at AS began FROM alerts AS it
        LEFT JOIN alerts AS begin
          ON it.kind = 'RESOLVED' AND begin.id = it.id AND begin.kind = 'FIRING'
        WHERE it.number < ? AND it.at >= ? AND it.at < ? ORDER BY %s DESC
      """;

  private final Connection connection;

  AlertRows(Connection connection) {
    this.connection = connection;
  }

  void add(List<AlertEvent> events) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (AlertEvent event : events) {
        set(statement, event);
        statement.executeUpdate();
      }
    }
  }

  private static void set(PreparedStatement statement, AlertEvent event) throws SQLException {
    statement.setLong(1, event.millis());
    statement.setString(2, event.kind().name());
    statement.setString(3, event.id());
    statement.setString(4, event.alert());
    statement.setString(5, event.where().toString());
    statement.setString(6, event.severity().name());
    if (event.value().isPresent()) {
      statement.setDouble(7, event.value().getAsDouble());
    } else {
      statement.setNull(7, Types.REAL);
    }
    statement.setString(8, event.reason());
    statement.setString(9, event.sentence());
    statement.setBoolean(10, event.isSilenced());
    statement.setString(11, String.join(" ", event.targets()));
  }

  /** As {@link throng.actors.counts.AlertHistory#alerts} tells it. */
  List<PastAlert> read(long fromMillis, long toMillis, long before, int most, CamerasSeen sees)
      throws SQLException {
    return read(SELECT.formatted("it.number"), fromMillis, toMillis, before, most, sees);
  }

  /** As {@link throng.actors.counts.AlertHistory#newestAlerts} tells it. */
  List<PastAlert> newest(long fromMillis, long toMillis, int most, CamerasSeen sees)
      throws SQLException {
    return read(SELECT.formatted("it.at"), fromMillis, toMillis, Long.MAX_VALUE, most, sees);
  }

  private List<PastAlert> read(
      String select, long fromMillis, long toMillis, long before, int most, CamerasSeen sees)
      throws SQLException {
    List<PastAlert> read = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setLong(1, before);
      statement.setLong(2, fromMillis);
      statement.setLong(3, toMillis);
      ResultSet row = statement.executeQuery();
      while (read.size() < most && row.next()) {
        PastAlert past = past(row);
        if (sees.test(past.event().where().camera())) {
          read.add(past);
        }
      }
    }
    return read;
  }

  /** As {@link throng.actors.counts.AlertHistory#began} tells it. */
  Map<String, Long> began(List<String> ids) throws SQLException {
    Map<String, Long> began = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT at FROM alerts WHERE id = ? AND kind = 'FIRING'")) {
      for (String id : ids) {
        statement.setString(1, id);
        ResultSet row = statement.executeQuery();
        if (row.next()) {
          began.put(id, row.getLong(1));
        }
      }
    }
    return began;
  }

  private static PastAlert past(ResultSet row) throws SQLException {
    String place = row.getString("place");
    double value = row.getDouble("value");
    boolean hasValue = !row.wasNull();
    String notified = row.getString("notified");
    AlertEvent event =
        new AlertEvent(
            AlertEvent.Kind.valueOf(row.getString("kind")),
            row.getString("id"),
            row.getString("name"),
            Series.parse(place).orElseThrow(() -> new SQLException(place + " is no place")),
            Severity.valueOf(row.getString("severity")),
            hasValue ? OptionalDouble.of(value) : OptionalDouble.empty(),
            row.getString("reason"),
            row.getString("sentence"),
            row.getLong("at"),
            row.getBoolean("silenced"),
            notified.isEmpty() ? List.of() : List.of(notified.split(" ", -1)));
    long number = row.getLong("number");
    long began = row.getLong("began");
    OptionalLong beganMillis = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(began);
    return new PastAlert(number, event, beganMillis);
  }

  /**
   * Deletes the oldest: those from before a moment, and those that are too many.
   *
   * @param surely from before this moment all go
   * @param atMost else so much time's from the oldest on: what is deleted in vain cannot be got
   *     back
   */
  void deleteOld(Instant before, Instant surely, Duration atMost, int most) throws SQLException {
    String delete =
        """
        DELETE FROM alerts WHERE at < min(?1, max(?2, (SELECT min(at) FROM alerts) + ?3))
          OR number <= (SELECT max(number) FROM alerts) - ?4
        """;
    try (PreparedStatement statement = connection.prepareStatement(delete)) {
      statement.setLong(1, before.toEpochMilli());
      statement.setLong(2, surely.toEpochMilli());
      statement.setLong(3, atMost.toMillis());
      statement.setInt(4, most);
      statement.executeUpdate();
    }
  }

  /** Deletes those of a camera and its zones. */
  void erase(CameraId camera) throws SQLException {
    String delete =
        "DELETE FROM alerts WHERE place = ?1 OR substr(place, 1, length(?1) + 1) = ?1 || '/'";
    try (PreparedStatement statement = connection.prepareStatement(delete)) {
      statement.setString(1, camera.toString());
      statement.executeUpdate();
    }
  }

  /** The statements that make the table. */
  static List<String> table() {
    return List.of(
        """
        CREATE TABLE alerts (
          number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL,
          id TEXT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL, severity TEXT NOT NULL,
          value REAL, reason TEXT NOT NULL, sentence TEXT NOT NULL, silenced INTEGER NOT NULL,
          notified TEXT NOT NULL, UNIQUE (id, kind))
        """);
  }

  /** The statements that have them found by their time. */
  static List<String> index() {
    return List.of("CREATE INDEX alerts_at ON alerts (at)");
  }
}
