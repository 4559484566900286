package throng.gpu.publish.delivery;

import akka.Done;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final Duration SET_ASIDE_FOR = Duration.ofDays(30);

  static final List<List<String>> SCHEMA =
      List.of(
          List.of(
              """
              CREATE TABLE deliveries (
                target TEXT NOT NULL, message TEXT NOT NULL, body TEXT NOT NULL,
                attempts INTEGER NOT NULL, due INTEGER NOT NULL,
                PRIMARY KEY (target, message))
              """),
          List.of("CREATE TABLE gone (target TEXT PRIMARY KEY, place TEXT NOT NULL)"),
          List.of("ALTER TABLE deliveries ADD COLUMN after TEXT NOT NULL DEFAULT ''"));

  private final Connections connections;
  private final Executor thread;
  private final InstantSource utc;
  private final Consumer<String> say;

  // Guarded by this.
  private final Map<Key, Change> changed = new LinkedHashMap<>();
  private boolean isWriting;
  private boolean isFailing;

  private final AtomicBoolean isUnread = new AtomicBoolean();
  private final AtomicBoolean isAnew = new AtomicBoolean();

  private @Nullable Connection connection;

  /** A statement with its values; the newest one of each key counts. */
  private record Change(String statement, List<Object> values) {}

  /**
   * What the last run has left.
   *
   * @param deliveries what was still to be delivered, the first due one first
   * @param gone the targets that wanted nothing any more, with their places
   */
  record Left(List<Delivery> deliveries, Map<String, String> gone) {}

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

  /** Reads it, on its own thread. */
  Left load() {
    try (Statement statement = open().createStatement()) {
      List<Delivery> deliveries = new ArrayList<>();
      ResultSet row =
          statement.executeQuery(
              "SELECT target, message, after, body, attempts, due FROM deliveries ORDER BY due");
      while (row.next()) {
        deliveries.add(
            new Delivery(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getLong(6)));
      }
      Map<String, String> gone = new TreeMap<>();
      ResultSet target = statement.executeQuery("SELECT target, place FROM gone");
      while (target.next()) {
        gone.put(target.getString(1), target.getString(2));
      }
      return new Left(deliveries, gone);
    } catch (SQLException | SettingsException e) {
      isUnread.set(true);
      fail(e);
      return new Left(List.of(), Map.of());
    }
  }

  /** Reads it after all, as {@code load} does on its own thread, where that failed before. */
  void loadAfterAll(Runnable load) {
    if (isUnread.getAndSet(false)) {
      thread.execute(load);
    }
  }

  /** Whether a new file was begun since this was asked last: what the old one had is not in it. */
  boolean isBegunAnew() {
    return isAnew.getAndSet(false);
  }

  /** A delivery is new, or due at another time. */
  void put(Delivery delivery) {
    change(
        delivery.key(),
        """
        INSERT OR REPLACE INTO deliveries (target, message, after, body, attempts, due)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        delivery.target(),
        delivery.message(),
        delivery.after(),
        delivery.body(),
        delivery.attempts(),
        delivery.dueMillis());
  }

  /** Nothing more is to be done for a delivery. */
  void remove(Key key) {
    change(
        key,
        "DELETE FROM deliveries WHERE target = ? AND message = ?",
        key.target(),
        key.message());
  }

  /** A target at this place wants nothing any more. */
  void gone(String target, String place) {
    change(ofTarget(target), "INSERT OR REPLACE INTO gone VALUES (?, ?)", target, place);
  }

  /** A target is asked again. */
  void isBack(String target) {
    change(ofTarget(target), "DELETE FROM gone WHERE target = ?", target);
  }

  // No message is called so.
  private static Key ofTarget(String target) {
    return new Key(target, "");
  }

  private synchronized void change(Key key, String statement, Object... values) {
    changed.put(key, new Change(statement, List.of(values)));
  }

  /** Whether all that has changed is written. */
  synchronized boolean isWritten() {
    return changed.isEmpty() && !isWriting;
  }

  /** Writes what has changed, on its own thread. */
  synchronized void save() {
    if (!isWriting && !changed.isEmpty()) {
      isWriting = true;
      thread.execute(this::write);
    }
  }

  private void write() {
    Map<Key, Change> batch = take();
    try {
      Connection open = open();
      for (Change change : batch.values()) {
        write(open, change);
      }
      open.commit();
      isFailing = false;
    } catch (SQLException | SettingsException e) {
      giveBack(batch);
      fail(e);
    } finally {
      done();
    }
  }

  private synchronized Map<Key, Change> take() {
    Map<Key, Change> batch = new LinkedHashMap<>(changed);
    changed.clear();
    return batch;
  }

  private synchronized void giveBack(Map<Key, Change> batch) {
    batch.forEach(changed::putIfAbsent);
  }

  private synchronized void done() {
    isWriting = false;
  }

  private static void write(Connection open, Change change) throws SQLException {
    try (PreparedStatement statement = open.prepareStatement(change.statement())) {
      for (int i = 0; i < change.values().size(); i++) {
        statement.setObject(i + 1, change.values().get(i));
      }
      statement.executeUpdate();
    }
  }

  private Connection open() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = connections.write();
      connection = open;
      deleteSetAside();
    }
    return open;
  }

  // Its messages are told no more, whatever they were.
  private void deleteSetAside() {
    try {
      connections.deleteSetAside(utc.instant().minus(SET_ASIDE_FOR));
    } catch (IOException | DirectoryIteratorException e) {
      say.accept("A damaged file of notifications cannot be deleted: %s.".formatted(Reason.of(e)));
    }
  }

  private void fail(Exception failure) {
    DatabaseFile.closeQuietly(connection);
    connection = null;
    if (failure instanceof SQLException damage && connections.isCorrupt(damage)) {
      try {
        say.accept(
            "The file of notifications is damaged; it lies in %s now, and a new one is begun."
                .formatted(connections.setAside(utc.instant())));
        isUnread.set(false);
        isAnew.set(true);
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
  CompletionStage<Done> end() {
    return CompletableFuture.supplyAsync(
        () -> {
          write();
          DatabaseFile.closeQuietly(connection);
          connection = null;
          return Done.getInstance();
        },
        thread);
  }
}
