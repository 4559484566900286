package throng.gpu.history;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static throng.gpu.history.HandTurnedHistory.DOOR;
import static throng.gpu.history.HandTurnedHistory.at;
import static throng.gpu.history.HandTurnedHistory.second;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.CamerasSeen;
import throng.actors.counts.History.Kept;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.gpu.publish.Alerts;

/** Disks that are full, files that are damaged, threads that hang: counting goes on. */
class FailingHistoryTest {
  private static final long NOON = at("2026-11-26T12:00:00Z");

  @TempDir Path folder = Path.of(".");

  @Test
  void whatDoesNotFitOnAFullDiskWaitsThenIsCountedAndTheRestIsWrittenLater() throws IOException {
    try (HandTurnedHistory history = new HandTurnedHistory(folder, "queue = 1000")) {
      history.count(DOOR, NOON, 10, 5);
      fill(history);
      int kept = Math.toIntExact(stored(history));

      for (int turn = 0; turn < 20; turn++) {
        history.after(10);
        history.count(DOOR, NOON + 100_000 + turn * 1000L, 1000, 5);
        assertThat(history.archive.isFailing()).isTrue();
      }
      history.isFull = false;
      history.after(9);
      history.writer.turn();
      assertThat(history.archive.isFailing()).as("It is too early.").isTrue();
      history.after(1);
      history.writer.turn();

      assertThat(history.archive.isFailing()).isFalse();
      assertThat(history.said)
          .satisfiesExactly(
              failing -> assertThat(failing).contains("cannot be written", "full", "10 s"),
              again -> assertThat(again).contains("is written again"));
      assertThat(stored(history) - kept + history.archive.droppedRows()).isEqualTo(20_000);
      assertThat(history.archive.droppedRows()).isEqualTo(19_000);
    }
  }

  @Test
  void neitherLosesNorDoublesWhatWasUnderWayWhenADiskFilledUp() throws IOException {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON, 10, 5);
      fill(history);
      long before = stored(history);
      long from = NOON + 200_000;
      history.after(10);
      history.count(DOOR, from, 600, 5);
      history.isFull = false;
      history.after(10);
      history.writer.turn();

      assertThat(stored(history)).isEqualTo(before + 600);
      assertThat(history.archive.read(DOOR, from, from + 600, 3600, UTC))
          .extracting(Point::covered)
          .satisfies(covered -> assertThat(sum(covered)).isEqualTo(600));
      assertThat(history.archive.droppedRows()).isZero();
    }
  }

  @Test
  void whatIsDeletedDoesNotComeBackOnceAFailingDiskIsWell() throws IOException {
    Series hall = Series.of(Alerts.STAGE.camera());
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(hall, NOON, 10, 5);
      fill(history);
      long kept = stored(history);
      history.archive.offer(
          List.of(
              second(hall, NOON + 20, 5),
              second(Alerts.STAGE, NOON + 20, 5),
              second(DOOR, NOON + 500_000, 5)));
      history.archive.offer(Alerts.firing("1"));
      history.isFull = false;

      history.archive.erase(hall.camera()).toCompletableFuture().join();
      history.after(10);
      history.writer.turn();

      assertThat(stored(history)).isEqualTo(kept + 1);
      assertThat(history.archive.kept()).extracting(Kept::series).containsExactly(DOOR);
      assertThat(history.archive.alerts(0, Long.MAX_VALUE, Long.MAX_VALUE, 9, CamerasSeen.ALL))
          .isEmpty();
      assertThat(history.archive.droppedRows()).isZero();
    }
  }

  @Test
  void aDamagedFileIsSetAsideAndANewOneBegun() throws IOException {
    Path file = Files.writeString(folder.resolve("history.db"), "no database ".repeat(1000));
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON, 10, 5);
      history.writer.turn();

      assertThat(stored(history)).isEqualTo(10);
      assertThat(history.archive.isFailing()).isFalse();
      assertThat(history.archive.droppedRows()).isZero();
      assertThat(history.said.get(0))
          .contains("is damaged", file + ".corrupt-20261126T120000Z", "a new one is begun");
      assertThat(folder.resolve("history.db.corrupt-20261126T120000Z"))
          .content()
          .startsWith("no database");
    }
  }

  @Test
  void whatWasSetAsideIsKeptNoLongerThanMinutesAre() throws IOException {
    Files.writeString(folder.resolve("history.db"), "no database ".repeat(1000));
    try (HandTurnedHistory history = new HandTurnedHistory(folder, "minutes = 7d")) {
      history.count(DOOR, NOON, 10, 5);
      history.after(6 * 24 * 3600);
      history.writer.turn();
      assertThat(folder.resolve("history.db.corrupt-20261126T120000Z")).exists();

      history.after(2 * 24 * 3600);
      history.writer.turn();

      assertThat(folder.resolve("history.db.corrupt-20261126T120000Z")).doesNotExist();
      assertThat(history.said).last().asString().contains("corrupt-20261126T120000Z is deleted");
    }
  }

  @Test
  void whatWasSetAsideGoesWithACameraWhoseHistoryIsDeleted() throws IOException {
    Files.writeString(folder.resolve("history.db"), "no database ".repeat(1000));
    Files.writeString(folder.resolve("history.db-wal"), "lobby/door");
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON, 10, 5);

      history.archive.erase(DOOR.camera()).toCompletableFuture().join();

      assertThat(folder).isDirectoryNotContaining("glob:**.corrupt-*");
      assertThat(history.said).last().asString().contains("is deleted with that of lobby/door");
    }
  }

  @Test
  void nothingOfACameraIsLeftInTheFileOnceItIsDeleted() throws IOException {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON, 100, 5);
      history.archive.offer(Alerts.firing("1"));
      history.writer.turn();

      history.archive.erase(DOOR.camera()).toCompletableFuture().join();
      history.archive.erase(Alerts.STAGE.camera()).toCompletableFuture().join();

      for (String file : List.of("history.db", "history.db-wal")) {
        String bytes = Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("lobby/door", "lobby/hall");
      }
      history.count(DOOR, NOON + 200, 1, 5);
      assertThat(stored(history)).isEqualTo(1);
    }
  }

  @Test
  void learnsHowItsRowsLie() throws Exception {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON, 100, 5);
      history.after(24 * 3600);
      history.count(DOOR, NOON + 24 * 3600, 100, 5);
      try (Connection connection = history.file.read();
          Statement statement = connection.createStatement()) {
        assertThat(
                statement
                    .executeQuery("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'")
                    .getInt(1))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aPageThatIsDamagedWhileItRunsIsFound() throws IOException {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON, 5000, 5);
    }
    try (RandomAccessFile raw = new RandomAccessFile(folder.resolve("history.db").toFile(), "rw")) {
      raw.seek(4096);
      raw.write(new byte[(int) raw.length() - 4096]);
    }
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON + 6000, 10, 5);
      history.writer.turn();

      assertThat(stored(history)).isEqualTo(10);
      assertThat(history.said.get(0)).contains("is damaged");
    }
  }

  @Test
  void aFileOfALaterVersionIsLeftAlone() throws Exception {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON, 1, 5);
      try (Connection later = history.file.write();
          Statement statement = later.createStatement()) {
        statement.execute("PRAGMA user_version = 99");
        later.commit();
      }
    }
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON + 1, 1, 5);

      assertThat(history.archive.isFailing()).isTrue();
      assertThat(history.said.get(0)).contains("was written by a later version");
      assertThat(stored(history)).isEqualTo(1);
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("state"), "");
    try (HandTurnedHistory history = new HandTurnedHistory(inTheWay)) {
      history.count(DOOR, NOON, 1, 5);

      assertThat(history.archive.isFailing()).isTrue();
      assertThat(history.said.get(0)).contains("cannot be written").doesNotContain("Exception");
    }
  }

  @Test
  void aDiskThatHangsHoldsUpNobodyWhoCounts() {
    try (HandTurnedHistory history = new HandTurnedHistory(folder, "queue = 1000")) {
      List<SecondMean> second =
          IntStream.range(0, 40)
              .mapToObj(camera -> second(Series.of(DOOR.camera(), "zone" + camera), NOON, 1))
              .toList();

      for (int at = 0; at < 1000; at++) {
        history.archive.offer(second);
      }

      assertThat(history.archive.droppedRows()).isEqualTo(39_000);
    }
  }

  @Test
  void whatIsNoNumberIsCountedAsLost() {
    try (HandTurnedHistory history = new HandTurnedHistory(folder)) {
      history.count(DOOR, NOON, 1, Double.NaN);

      assertThat(history.archive.droppedRows()).isEqualTo(1);
      assertThat(history.archive.isFailing()).isFalse();
    }
  }

  /** Writes until the database takes no further row. */
  private static void fill(HandTurnedHistory history) {
    history.writer.close();
    history.isFull = true;
    for (int turn = 0; turn < 100 && !history.archive.isFailing(); turn++) {
      history.count(DOOR, NOON + 1000 + turn * 50L, 50, 5);
    }
    assertThat(history.archive.isFailing()).isTrue();
    // What did not fit is left out of the sums below.
    history.queue.next();
    history.queue.written(0);
  }

  private static long stored(HandTurnedHistory history) throws IOException {
    try (Stream<?> rows = history.archive.rows(List.of(DOOR), 0, Long.MAX_VALUE, 1)) {
      return rows.count();
    }
  }

  private static double sum(List<? extends Double> numbers) {
    return new ArrayList<>(numbers).stream().mapToDouble(Double::doubleValue).sum();
  }
}
