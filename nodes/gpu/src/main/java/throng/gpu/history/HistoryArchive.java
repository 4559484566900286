package throng.gpu.history;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.CamerasSeen;
import throng.actors.counts.History;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.time.MonotonicClock;
import throng.gpu.sqlite.Connections;
import throng.gpu.sqlite.DatabaseFile;
import throng.streams.frame.CameraId;

/** The whole history: takes seconds and alerts without ever waiting, and answers whoever reads. */
public final class HistoryArchive implements History {
  private static final int MOST_POINTS = 5000;
  private static final String FILE = "history.db";
  private static final String DISPATCHER = "throng.disk-dispatcher";

  private final Keeping keeping;
  private final Connections connections;
  private final HistoryQueue queue;
  private final HistoryWriter writer;
  private final Executor thread;
  private final Cancellable turns;

  /**
   * @param thread the history's own, on which all is written
   * @param turns what has the writer take its turns there
   */
  HistoryArchive(
      Keeping keeping,
      Connections connections,
      HistoryQueue queue,
      HistoryWriter writer,
      Executor thread,
      Cancellable turns) {
    this.keeping = keeping;
    this.connections = connections;
    this.queue = queue;
    this.writer = writer;
    this.thread = thread;
    this.turns = turns;
  }

  /**
   * Begins one.
   *
   * @param folder where its file lies, or will
   * @param say sentences for the node's user
   */
  public static HistoryArchive begin(
      ActorSystem<?> system, HistorySettings settings, Path folder, Consumer<String> say) {
    DatabaseFile file = new DatabaseFile(folder.resolve(FILE), HistorySchema.migrations());
    HistoryQueue queue = new HistoryQueue(settings.queue());
    HistoryWriter writer =
        new HistoryWriter(
            file, settings, queue, MonotonicClock.SYSTEM, InstantSource.system(), say);
    var thread = system.dispatchers().lookup(DispatcherSelector.fromConfig(DISPATCHER));
    Cancellable turns =
        system
            .scheduler()
            .scheduleWithFixedDelay(Duration.ZERO, settings.writeEvery(), writer::turn, thread);
    return new HistoryArchive(settings.keeping(), file, queue, writer, thread, turns);
  }

  /** Ends, when all that was offered is written. */
  public CompletionStage<Done> end() {
    turns.cancel();
    return CompletableFuture.runAsync(writer::close, thread)
        .thenApply(closed -> Done.getInstance());
  }

  /** Takes what was counted; whoever brings it goes on at once. */
  public void offer(List<SecondMean> rows) {
    queue.offer(rows);
  }

  /** Takes what an alert told; whoever brings it goes on at once. */
  public void offer(AlertEvent event) {
    queue.offer(event);
  }

  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  @Override
  public List<Point> read(Series series, long from, long to, long step, ZoneId zone)
      throws IOException {
    if (step < 1 || (to - from) / step > MOST_POINTS) {
      throw new IllegalArgumentException(
          "That is more than %d points: choose a longer step.".formatted(MOST_POINTS));
    }
    Resolution resolution = Resolution.of(step, Buckets.alignment(from, to, zone));
    Buckets buckets = new Buckets(step, zone);
    return answer(
        connection ->
            new PointMaker(
                    new KeptRows(new StoredRows(connection), series, resolution),
                    resolution,
                    buckets,
                    step)
                .points(from, to));
  }

  @Override
  public Stream<Row> rows(List<Series> series, long from, long to, long step) throws IOException {
    Resolution resolution = Resolution.ofRows(step);
    Connection connection = open();
    try {
      RowPages pages = new RowPages(new StoredRows(connection), series, from, to, resolution);
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL),
              false)
          .onClose(() -> DatabaseFile.closeQuietly(connection));
    } catch (SQLException e) {
      DatabaseFile.closeQuietly(connection);
      throw HistoryFailure.of(e);
    }
  }

  @Override
  public Keeping keeping() {
    return keeping;
  }

  @Override
  public List<Peak> peaks(Series series, long from, long to, ZoneId zone) throws IOException {
    return answer(it -> new Patterns(new StoredRows(it), series, zone).peaks(from, to));
  }

  @Override
  public List<WeekHour> week(Series series, long from, long to, ZoneId zone) throws IOException {
    return answer(it -> new Patterns(new StoredRows(it), series, zone).week(from, to));
  }

  @Override
  public List<Compared> compared(Series series, LocalDate monday, ZoneId zone) throws IOException {
    return answer(it -> new Patterns(new StoredRows(it), series, zone).compared(monday));
  }

  @Override
  public List<Kept> kept() throws IOException {
    return answer(
        connection -> {
          String select =
              """
              SELECT name, (SELECT min(at) FROM hours WHERE series = id),
                  (SELECT max(at) FROM hours WHERE series = id)
                FROM series WHERE EXISTS (SELECT 1 FROM hours WHERE series = id) ORDER BY name
              """;
          List<Kept> kept = new ArrayList<>();
          try (Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(select);
            while (row.next()) {
              long first = row.getLong(2);
              long last = row.getLong(3);
              Series.parse(row.getString(1)).ifPresent(it -> kept.add(new Kept(it, first, last)));
            }
          }
          return kept;
        });
  }

  @Override
  public List<PastAlert> alerts(
      long fromMillis, long toMillis, long before, int most, CamerasSeen sees) throws IOException {
    return answer(it -> new AlertRows(it).read(fromMillis, toMillis, before, most, sees));
  }

  @Override
  public List<PastAlert> newestAlerts(long fromMillis, long toMillis, int most, CamerasSeen sees)
      throws IOException {
    return answer(it -> new AlertRows(it).newest(fromMillis, toMillis, most, sees));
  }

  @Override
  public Map<String, Long> began(List<String> ids) throws IOException {
    return answer(it -> new AlertRows(it).began(ids));
  }

  @Override
  public CompletionStage<Done> erase(CameraId camera) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            writer.turn();
            try {
              writer.erase(camera);
            } finally {
              // What waits since the history failed would be written after this.
              queue.drop(camera);
            }
            return Done.getInstance();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        thread);
  }

  @Override
  public boolean isFailing() {
    return writer.isFailing();
  }

  @Override
  public boolean isFull() {
    return writer.isFull();
  }

  @Override
  public long droppedRows() {
    return queue.lost();
  }

  private Connection open() throws IOException {
    try {
      return connections.read();
    } catch (SQLException e) {
      throw HistoryFailure.of(e);
    }
  }

  private <T> T answer(Question<T> question) throws IOException {
    Connection connection = open();
    try {
      return question.ask(connection);
    } catch (SQLException e) {
      throw HistoryFailure.of(e);
    } finally {
      DatabaseFile.closeQuietly(connection);
    }
  }
}
