package throng.gpu.history;

import akka.actor.Cancellable;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.time.MonotonicClock;
import throng.gpu.sqlite.Connections;
import throng.gpu.sqlite.DatabaseFile;
import throng.streams.frame.CameraId;
import throng.streams.settings.Block;

/** A history in a real file, on clocks that are set, and whose turns a test takes. */
final class HandTurnedHistory implements AutoCloseable {
  static final Series DOOR = Series.of(new CameraId("lobby", "door"));

  final List<String> said = new ArrayList<>();
  final DatabaseFile file;
  final HistoryQueue queue;
  final HistoryWriter writer;
  final HistoryArchive archive;
  Instant now = Instant.parse("2026-11-26T12:00:00Z");
  long nanos;

  /** Whether the disk takes no further page. */
  boolean isFull;

  HandTurnedHistory(Path folder) {
    this(folder, "");
  }

  /**
   * @param settings of the block {@code history}
   */
  HandTurnedHistory(Path folder, String settings) {
    HistorySettings read =
        HistorySettings.from(
            Block.of(
                "throng.gpu-node",
                ConfigFactory.parseString("throng.gpu-node.history {" + settings + "}")
                    .withFallback(ConfigFactory.load())));
    file = new DatabaseFile(folder.resolve("history.db"), HistorySchema.migrations());
    Connections disk = new FillableDisk();
    queue = new HistoryQueue(read.queue());
    MonotonicClock clock = () -> nanos;
    InstantSource utc = () -> now;
    writer = new HistoryWriter(disk, read, queue, clock, utc, said::add);
    archive =
        new HistoryArchive(
            read.keeping(), disk, queue, writer, Runnable::run, Cancellable.alreadyCancelled());
  }

  /** Gives out connections to a database that can be kept from growing. */
  private final class FillableDisk implements Connections {
    @Override
    public Connection write() throws SQLException {
      Connection connection = file.write();
      if (isFull) {
        try (Statement statement = connection.createStatement()) {
          // Less than it has: as many as it has.
          statement.execute("PRAGMA max_page_count = 1");
        }
      }
      return connection;
    }

    @Override
    public Connection read() throws SQLException {
      return file.read();
    }

    @Override
    public boolean isCorrupt(SQLException failure) {
      return file.isCorrupt(failure);
    }

    @Override
    public Path setAside(Instant at) throws IOException {
      return file.setAside(at);
    }

    @Override
    public List<Path> deleteSetAside(Instant before) throws IOException {
      return file.deleteSetAside(before);
    }
  }

  /** The count of a second. */
  static SecondMean second(Series series, long at, double people) {
    return new SecondMean(series, at, people, people - 1, people + 1, 3, 1);
  }

  /** Counts the same in each second of a time, and writes it. */
  void count(Series series, long from, long seconds, double people) {
    count(series, from, seconds, people, 1);
  }

  /** The same with a factor in force. */
  void count(Series series, long from, long seconds, double people, double factor) {
    List<SecondMean> rows = new ArrayList<>();
    for (long at = from; at < from + seconds; at++) {
      rows.add(new SecondMean(series, at, people, people - 1, people + 1, 3, factor));
    }
    archive.offer(rows);
    writer.turn();
  }

  static long at(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }

  /** Time passes. */
  void after(long seconds) {
    now = now.plusSeconds(seconds);
    nanos += seconds * 1_000_000_000;
  }

  @Override
  public void close() {
    writer.close();
  }
}
