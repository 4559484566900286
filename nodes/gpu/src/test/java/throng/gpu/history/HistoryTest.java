package throng.gpu.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static throng.gpu.history.HandTurnedHistory.DOOR;
import static throng.gpu.history.HandTurnedHistory.at;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import throng.actors.counts.History.Kept;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.HistoryReader.Row;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.counts.past.StillReadException;
import throng.streams.frame.CameraId;

/** What is written is read again: rolled up, with its gaps, in any zone. */
class HistoryTest extends WrittenHistory {
  private static final Series STAGE = Series.of(DOOR.camera(), "stage");

  @Test
  void aMinutesMeanIsTheMeanOfItsSecondsMeans() throws IOException {
    history.archive.offer(
        List.of(
            new SecondMean(DOOR, NOON, 10, 8, 12, 25, 1.0),
            new SecondMean(DOOR, NOON + 1, 20, 15, 40, 1, 1.5)));
    history.writer.turn();

    assertThat(read(DOOR, NOON, NOON + 60, 60)).containsExactly(new Point(NOON, 15, 8, 40, 2, 1.5));
    assertThat(read(DOOR, NOON, NOON + 3600, 3600))
        .containsExactly(new Point(NOON, 15, 8, 40, 2, 1.5));
    assertThat(read(DOOR, NOON, NOON + 60, 1))
        .containsExactly(
            new Point(NOON, 10, 8, 12, 1, 1.0), new Point(NOON + 1, 20, 15, 40, 1, 1.5));
  }

  @Test
  void rollsUpWhatIsWrittenInSeveralTurns() throws IOException {
    history.count(DOOR, NOON, 30, 4);
    history.count(DOOR, NOON + 30, 60, 7);

    assertThat(read(DOOR, NOON, NOON + 120, 60))
        .containsExactly(new Point(NOON, 5.5, 3, 8, 60, 1), new Point(NOON + 60, 7, 6, 8, 30, 1));
  }

  @Test
  void leavesOutWhatHasNoCount() throws IOException {
    history.count(DOOR, NOON, 5, 0);
    history.count(DOOR, NOON + 600, 5, 3);

    assertThat(read(DOOR, NOON, NOON + 900, 60))
        .extracting(Point::epochSecond)
        .containsExactly(NOON, NOON + 600);
    assertThat(read(DOOR, NOON, NOON + 900, 60)).extracting(Point::mean).containsExactly(0.0, 3.0);
    assertThat(read(STAGE, NOON, NOON + 900, 60)).isEmpty();
  }

  @Test
  void keepsSeriesApart() throws IOException {
    history.count(DOOR, NOON, 5, 1);
    history.count(STAGE, NOON, 5, 2);

    assertThat(read(STAGE, NOON, NOON + 60, 60)).containsExactly(new Point(NOON, 2, 1, 3, 5, 1));
  }

  @Test
  void aClockThatStepsBackOverwritesNothing() throws IOException {
    history.count(DOOR, NOON, 10, 5);

    history.count(DOOR, NOON + 5, 10, 99);

    assertThat(read(DOOR, NOON, NOON + 10, 1)).extracting(Point::mean).containsOnly(5.0);
    assertThat(read(DOOR, NOON, NOON + 60, 60))
        .containsExactly(new Point(NOON, (10 * 5 + 5 * 99) / 15.0, 4, 100, 15, 1));
    assertThat(history.archive.droppedRows()).isEqualTo(5);
  }

  @Test
  void aClockThatStepsBackChangesNoMinuteWhoseSecondsAreDeleted() throws IOException {
    history.count(DOOR, NOON, 60, 5);
    history.after(25 * 3600);
    history.count(DOOR, NOON + 25 * 3600, 10, 5);
    assertThat(rows(NOON, NOON + 60, 1)).isZero();

    history.count(DOOR, NOON + 5, 10, 99);

    assertThat(read(DOOR, NOON, NOON + 60, 60)).containsExactly(new Point(NOON, 5, 4, 6, 60, 1));
    assertThat(history.archive.droppedRows()).isEqualTo(10);
  }

  @Test
  void countsGoOnWhenAClockThatHasJumpedAheadIsSetRight() throws IOException {
    history.count(DOOR, NOON, 10, 5);
    history.count(DOOR, NOON + 365 * 24 * 3600, 10, 6);

    history.count(DOOR, NOON + 60, 10, 7);

    assertThat(read(DOOR, NOON, NOON + 3600, 60)).extracting(Point::mean).containsExactly(5.0, 7.0);
    assertThat(history.archive.droppedRows()).isZero();
  }

  @Test
  void daysHaveTheirHours() throws IOException {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    for (String day : List.of("2026-03-28T23:00:00Z", "2026-10-24T22:00:00Z")) {
      long midnight = at(day);
      IntStream.range(0, 30).forEach(hour -> history.count(DOOR, midnight + hour * 3600L, 1, hour));
      List<Point> days =
          history.archive.read(DOOR, midnight, midnight + 30 * 3600, 24 * 3600, berlin);
      List<Point> hours = history.archive.read(DOOR, midnight, midnight + 30 * 3600, 3600, berlin);

      int length = day.contains("-03-") ? 23 : 25;
      assertThat(days)
          .extracting(Point::epochSecond)
          .containsExactly(midnight, midnight + length * 3600L);
      assertThat(days).extracting(Point::covered).containsExactly((double) length, 30.0 - length);
      assertThat(hours).hasSize(30);
    }
  }

  @Test
  void hoursBeginWhereTheZonesDo() throws IOException {
    long midnight = at("2026-11-25T18:15:00Z");
    history.count(DOOR, midnight - 60, 120, 1);

    assertThat(
            history.archive.read(
                DOOR, midnight - 3600, midnight + 3600, 3600, ZoneId.of("Asia/Kathmandu")))
        .extracting(Point::epochSecond, Point::covered)
        .containsExactly(tuple(midnight - 3600, 60.0), tuple(midnight, 60.0));
  }

  @Test
  void refusesMorePointsThanAChartCanShow() {
    assertThatThrownBy(() -> read(DOOR, NOON, NOON + 5001, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5000");
    assertThatThrownBy(() -> read(DOOR, NOON, NOON + 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsAllRowsByTimePageByPage() throws IOException {
    Series hall = Series.of(new CameraId("lobby", "hall"));
    history.count(DOOR, NOON, 25_000, 1);
    history.count(hall, NOON + 1, 3, 2);

    try (Stream<Row> rows = history.archive.rows(List.of(DOOR, hall), NOON, NOON + 90_000, 1)) {
      List<Row> all = rows.toList();
      assertThat(all).hasSize(25_003);
      assertThat(all).extracting(row -> row.point().epochSecond()).isSorted();
      assertThat(all.subList(0, 4)).extracting(Row::series).containsExactly(DOOR, DOOR, hall, DOOR);
    }
    try (Stream<Row> minutes = history.archive.rows(List.of(hall), NOON, NOON + 60, 60)) {
      assertThat(minutes).containsExactly(new Row(hall, new Point(NOON, 2, 1, 3, 3, 1)));
    }
  }

  @Test
  void tellsWhichNetworkCountedEachRow() throws Exception {
    for (int second = 0; second < 120; second++) {
      String network = second < 70 ? "crowd-s 1" : "crowd-s 2";
      history.archive.offer(List.of(new SecondMean(DOOR, NOON + second, 5, 5, 5, 1, 1, network)));
      history.writer.turn();
    }

    try (Stream<Row> rows = history.archive.rows(List.of(DOOR), NOON, NOON + 120, 1)) {
      List<String> networks = rows.map(Row::network).toList();
      assertThat(networks.subList(0, 70)).containsOnly("crowd-s 1");
      assertThat(networks.subList(70, 120)).containsOnly("crowd-s 2");
    }
    try (Stream<Row> minutes = history.archive.rows(List.of(DOOR), NOON, NOON + 120, 60)) {
      assertThat(minutes.map(Row::network)).containsExactly("crowd-s 1", "crowd-s 2");
    }
    history.archive.erase(DOOR.camera()).toCompletableFuture().get();
    history.count(DOOR, NOON + 200, 1, 1);
    try (Stream<Row> rows = history.archive.rows(List.of(DOOR), NOON, NOON + 300, 1)) {
      assertThat(rows.map(Row::network)).containsExactly("");
    }
  }

  @Test
  void erasesACameraWithItsZonesAndNothingElse() throws Exception {
    Series other = Series.of(new CameraId("lobby", "door2"));
    List.of(DOOR, STAGE, other).forEach(series -> history.count(series, NOON, 5, 1));

    history.archive.erase(DOOR.camera()).toCompletableFuture().get();

    assertThat(history.archive.kept()).extracting(Kept::series).containsExactly(other);
    history.count(DOOR, NOON + 9, 1, 1);
    assertThat(read(DOOR, NOON, NOON + 60, 60)).extracting(Point::covered).containsExactly(1.0);
  }

  @Test
  void whatIsErasedWhileSomebodyReadsIsSaidToBeInTheFileUntilTheyHaveEnded() throws Exception {
    history.count(DOOR, NOON, 50_000, 1);
    Path log = folder.resolve("state/history.db-wal");
    try (Connection reader = history.file.read();
        Statement reading = reader.createStatement();
        ResultSet row = reading.executeQuery("SELECT at FROM seconds")) {
      assertThat(row.next()).isTrue();

      assertThat(history.archive.erase(DOOR.camera()))
          .failsWithin(Duration.ofMinutes(1))
          .withThrowableThat()
          .withCauseInstanceOf(StillReadException.class);
      history.writer.turn();
      assertThat(log).isNotEmptyFile();
    }
    history.writer.turn();

    assertThat(log).isEmptyFile();
    assertThat(history.archive.kept()).isEmpty();
    assertThat(history.said).isEmpty();
  }

  @Test
  void countsTheRowsOfMoreSeriesThanThereMayBe() throws IOException {
    history.close();
    history = new HandTurnedHistory(folder.resolve("small"), "max-series = 1");
    history.count(DOOR, NOON, 5, 1);
    history.count(STAGE, NOON, 5, 1);

    assertThat(history.archive.kept()).hasSize(1);
    assertThat(history.archive.droppedRows()).isEqualTo(5);
  }

  @Test
  void saysOnceThatItHasNoRoomForASeriesUntilThereWasForAWhile() throws Exception {
    history.close();
    history = new HandTurnedHistory(folder.resolve("small"), "max-series = 1");
    history.count(DOOR, NOON, 5, 1);
    assertThat(history.archive.isFull()).isFalse();
    for (int minute = 0; minute < 15; minute++) {
      history.count(STAGE, NOON + 60 * minute, 1, 1);
      history.after(60);
    }

    assertThat(history.archive.isFull()).isTrue();
    assertThat(history.archive.isFailing()).isFalse();
    assertThat(history.said)
        .containsExactly(
            "The history keeps nothing of lobby/door/stage: it has no room for more cameras and"
                + " zones. Raise throng.gpu-node.history.max-series, which is 1, or delete the"
                + " history of cameras that are gone.");

    history.after(540);
    history.writer.turn();
    assertThat(history.archive.isFull()).isFalse();
  }

  @Test
  void clientsThatHaveANewNameEachTimeTakeNoOthersPlaces() throws IOException {
    history.close();
    history = new HandTurnedHistory(folder.resolve("small"), "max-series = 20");
    for (int port = 0; port < 30; port++) {
      history.count(client(port), NOON + 1_000L * port, 1, 1);
    }
    history.count(DOOR, NOON, 5, 1);

    assertThat(history.archive.kept())
        .extracting(it -> it.series().toString())
        .containsExactlyInAnyOrder(DOOR.toString(), "counter/10.0.0.9-28", "counter/10.0.0.9-29");
    assertThat(history.archive.droppedRows()).isZero();
  }

  @Test
  void clientsThatAreCountedKeepTheirPlaces() throws IOException {
    history.close();
    history = new HandTurnedHistory(folder.resolve("small"), "max-series = 20");
    for (int second = 0; second < 5; second++) {
      for (int port = 0; port < 3; port++) {
        history.count(client(port), NOON + second, 1, 1);
      }
    }

    assertThat(history.archive.kept())
        .extracting(Kept::series)
        .containsExactlyInAnyOrder(client(0), client(1));
    assertThat(read(client(0), NOON, NOON + 60, 60))
        .extracting(Point::covered)
        .containsExactly(5.0);
    assertThat(history.archive.droppedRows()).isEqualTo(5);
  }

  private static Series client(int port) {
    return Series.of(new CameraId("counter", "10.0.0.9-" + port));
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    history.writer.turn();

    assertThat(Files.getPosixFilePermissions(folder.resolve("state")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("state/history.db")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }
}
