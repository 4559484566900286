package throng.gpu.publish.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.gpu.publish.delivery.Delivery.Key;
import throng.gpu.sqlite.Connections;
import throng.gpu.sqlite.DatabaseFile;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * Keeps what is still to be delivered in a file, for the next start. It never holds up a delivery:
 * what could not be written is written later, and only the newest state of each counts.
 */
final class DeliveryFile {
  private static final List<List<String>> SCHEMA =
      List.of(
          List.of(
              """
              CREATE TABLE deliveries (
                target TEXT NOT NULL, message TEXT NOT NULL, body TEXT NOT NULL,
                attempts INTEGER NOT NULL, due INTEGER NOT NULL,
                PRIMARY KEY (target, message))
              """));

  private final Connections connections;
  private final Executor thread;
  private final InstantSource utc;
  private final Consumer<String> say;

  // Guarded by this; empty: it is to be deleted.
  private final Map<Key, Optional<Delivery>> changed = new LinkedHashMap<>();
  private boolean isWriting;
  private boolean isFailing;

  private @Nullable Connection connection;

  /**
   * Nothing is opened yet.
   *
   * @param thread one, which may wait for the disk
   */
  DeliveryFile(Connections connections, Executor thread, InstantSource utc, Consumer<String> say) {
    this.connections = connections;
    this.thread = thread;
    this.utc = utc;
    this.say = say;
  }

  /** The one in this file. */
  static DeliveryFile in(Path file, Executor thread, InstantSource utc, Consumer<String> say) {
    return new DeliveryFile(new DatabaseFile(file, SCHEMA), thread, utc, say);
  }

  /** What was still to be delivered, the first due one first; on its own thread. */
  List<Delivery> load() {
    try (Statement statement = open().createStatement()) {
      List<Delivery> all = new ArrayList<>();
      ResultSet row =
          statement.executeQuery(
              "SELECT target, message, body, attempts, due FROM deliveries ORDER BY due");
      while (row.next()) {
        all.add(
            new Delivery(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getLong(5)));
      }
      return all;
    } catch (SQLException | SettingsException e) {
      fail(e);
      return List.of();
    }
  }

  /** A delivery is new, or due at another time. */
  void put(Delivery delivery) {
    change(delivery.key(), Optional.of(delivery));
  }

  /** Nothing more is to be done for a delivery. */
  void remove(Key key) {
    change(key, Optional.empty());
  }

  private synchronized void change(Key key, Optional<Delivery> delivery) {
    changed.put(key, delivery);
  }

  /** Writes what has changed, on its own thread. */
  synchronized void save() {
    if (!isWriting && !changed.isEmpty()) {
      isWriting = true;
      thread.execute(this::write);
    }
  }

  private void write() {
    Map<Key, Optional<Delivery>> batch = take();
    try {
      Connection open = open();
      write(open, batch);
      open.commit();
      isFailing = false;
    } catch (SQLException | SettingsException e) {
      giveBack(batch);
      fail(e);
    } finally {
      done();
    }
  }

  private synchronized Map<Key, Optional<Delivery>> take() {
    Map<Key, Optional<Delivery>> batch = new LinkedHashMap<>(changed);
    changed.clear();
    return batch;
  }

  private synchronized void giveBack(Map<Key, Optional<Delivery>> batch) {
    batch.forEach(changed::putIfAbsent);
  }

  private synchronized void done() {
    isWriting = false;
  }

  private static void write(Connection open, Map<Key, Optional<Delivery>> batch)
      throws SQLException {
    try (PreparedStatement delete =
            open.prepareStatement("DELETE FROM deliveries WHERE target = ? AND message = ?");
        PreparedStatement put =
            open.prepareStatement("INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?)")) {
      for (Map.Entry<Key, Optional<Delivery>> each : batch.entrySet()) {
        PreparedStatement statement = each.getValue().isPresent() ? put : delete;
        statement.setString(1, each.getKey().target());
        statement.setString(2, each.getKey().message());
        if (each.getValue().isPresent()) {
          statement.setString(3, each.getValue().get().body());
          statement.setInt(4, each.getValue().get().attempts());
          statement.setLong(5, each.getValue().get().dueMillis());
        }
        statement.executeUpdate();
      }
    }
  }

  private Connection open() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = connections.write();
      connection = open;
    }
    return open;
  }

  private void fail(Exception failure) {
    DatabaseFile.closeQuietly(connection);
    connection = null;
    if (failure instanceof SQLException damage && connections.isCorrupt(damage)) {
      try {
        say.accept(
            "The file of notifications is damaged; it lies in %s now, and a new one is begun."
                .formatted(connections.setAside(utc.instant())));
      } catch (IOException e) {
        sayFailing(e);
      }
    } else {
      sayFailing(failure);
    }
  }

  private void sayFailing(Exception failure) {
    if (!isFailing) {
      say.accept(
          "Notifications that wait cannot be kept for the next start: %s. They are sent all the same."
              .formatted(Reason.of(failure)));
    }
    isFailing = true;
  }

  /** Closes it once all is written, on its own thread. */
  void close() {
    thread.execute(
        () -> {
          write();
          DatabaseFile.closeQuietly(connection);
          connection = null;
        });
  }
}
