package throng.gpu.history;

import static java.time.ZoneOffset.UTC;
import static throng.gpu.history.HandTurnedHistory.at;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.HistoryReader.Row;
import throng.actors.counts.Series;

/** A history that a test has written, and reads. */
abstract class WrittenHistory {
  static final long NOON = at("2026-11-26T12:00:00Z");

  @TempDir Path folder = Path.of(".");
  HandTurnedHistory history = new HandTurnedHistory(folder);

  @BeforeEach
  void begin() {
    history = new HandTurnedHistory(folder.resolve("state"), "queue = 200000");
  }

  @AfterEach
  void end() {
    history.close();
  }

  /** How many rows of so many seconds there are: {@link #read} makes do with longer ones. */
  long rows(long from, long to, long seconds) throws IOException {
    try (Stream<Row> rows =
        history.archive.rows(List.of(HandTurnedHistory.DOOR), from, to, seconds)) {
      return rows.count();
    }
  }

  List<Point> read(Series series, long from, long to, long step) throws IOException {
    return history.archive.read(series, from, to, step, UTC);
  }
}
