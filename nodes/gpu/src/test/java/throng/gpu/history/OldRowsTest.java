package throng.gpu.history;

import static org.assertj.core.api.Assertions.assertThat;
import static throng.gpu.history.HandTurnedHistory.DOOR;
import static throng.gpu.history.HandTurnedHistory.at;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import throng.actors.counts.History.Kept;
import throng.actors.counts.HistoryReader.Point;

/** What is no longer kept goes, by a clock that may be wrong. */
class OldRowsTest extends WrittenHistory {
  @Test
  void aClockThatJumpsFarAheadDeletesLittleUntilItIsSetRight() throws IOException {
    history.count(DOOR, NOON - 20 * 3600, 20 * 3600, 5);

    for (int run = 0; run < 6; run++) {
      history.now = Instant.ofEpochSecond(NOON + 3 * 365 * 24 * 3600L + run * 600);
      history.nanos += 600 * 1_000_000_000L;
      history.count(DOOR, history.now.getEpochSecond(), 1, 7);
    }

    assertThat(minutes(NOON - 20 * 3600, NOON - 18 * 3600 + 60)).isEqualTo(1);
    assertThat(minutes(NOON - 18 * 3600, NOON)).isEqualTo(18 * 60);
    assertThat(rows(NOON - 3600, NOON, 1)).isEqualTo(3600);
  }

  @Test
  void settingsThatKeepLessTakeTheOlderRowsSoon() throws IOException {
    history.count(DOOR, NOON - 20 * 3600, 20 * 3600, 5);
    history.close();
    history = new HandTurnedHistory(folder.resolve("state"), "seconds = 1h, minutes = 2h");

    for (int run = 0; run < 150; run++) {
      history.after(5);
      history.writer.turn();
    }

    assertThat(minutes(NOON - 20 * 3600, NOON - 2 * 3600)).isZero();
    assertThat(minutes(NOON - 3600, NOON)).isEqualTo(60);
    assertThat(rows(NOON - 5000, NOON - 3600, 1)).isZero();
    assertThat(rows(NOON - 1800, NOON, 1)).isEqualTo(1800);
  }

  @Test
  void aStartInThePastDelaysNothingThatIsNoLongerKept() throws IOException {
    history.count(DOOR, NOON - 20 * 3600, 20 * 3600, 5);
    history.close();
    history = new HandTurnedHistory(folder.resolve("state"), "seconds = 1h, minutes = 2h");
    history.now = Instant.EPOCH;
    history.writer.turn();
    history.now = Instant.ofEpochSecond(NOON);

    for (int run = 0; run < 300; run++) {
      history.after(5);
      history.writer.turn();
    }

    assertThat(minutes(NOON - 20 * 3600, NOON - 2 * 3600)).isZero();
    assertThat(minutes(NOON - 3600, NOON)).isEqualTo(60);
  }

  @Test
  void forgetsSecondsFirstAndHoursLast() throws IOException {
    history.count(DOOR, NOON, 60, 5);
    history.after(25 * 3600);
    history.writer.turn();

    assertThat(rows(NOON, NOON + 60, 1)).isZero();
    assertThat(read(DOOR, NOON, NOON + 60, 60)).hasSize(1);

    history.after(401L * 24 * 3600);
    history.writer.turn();
    assertThat(minutes(NOON, NOON + 60)).isZero();
    assertThat(read(DOOR, NOON, NOON + 60, 3600)).hasSize(1);
    assertThat(history.archive.kept()).containsExactly(new Kept(DOOR, NOON, NOON));

    history.after(3300L * 24 * 3600);
    history.writer.turn();
    assertThat(history.archive.kept()).isEmpty();
  }

  @Test
  void aDayWhoseMinutesAreNoLongerKeptHasItsHours() throws IOException {
    history.count(DOOR, NOON, 1800, 5);
    history.after(401L * 24 * 3600);
    history.writer.turn();
    history.count(DOOR, NOON + 401L * 24 * 3600, 600, 7);

    List<Point> fives = read(DOOR, NOON - 12 * 3600, NOON + 12 * 3600, 300);

    assertThat(fives).hasSize(12);
    assertThat(fives.get(0)).isEqualTo(new Point(NOON, 5, 4, 6, 150, 1));
    assertThat(fives)
        .extracting(Point::epochSecond)
        .containsExactlyElementsOf(
            IntStream.range(0, 12).mapToObj(five -> NOON + five * 300L).toList());
    assertThat(read(DOOR, NOON + 1200, NOON + 1800, 300)).hasSize(2);
    assertThat(read(DOOR, NOON + 401L * 24 * 3600, NOON + 402L * 24 * 3600, 300)).hasSize(2);
  }

  @Test
  void aTimeWhoseSecondsAreNoLongerKeptHasItsMinutesOrItsHours() throws IOException {
    history.count(DOOR, NOON, 120, 5);
    history.after(25 * 3600);
    history.writer.turn();
    assertThat(rows(NOON, NOON + 120, 1)).isZero();

    List<Point> tens = read(DOOR, NOON, NOON + 600, 10);

    assertThat(tens).hasSize(12).extracting(Point::covered).containsOnly(10.0);
    assertThat(tens.get(0)).isEqualTo(new Point(NOON, 5, 4, 6, 10, 1));
    assertThat(tens).extracting(Point::epochSecond).isSorted().doesNotHaveDuplicates();
    assertThat(read(DOOR, NOON + 30, NOON + 40, 1)).hasSize(10);
    assertThat(read(DOOR, NOON, NOON + 180, 90))
        .extracting(Point::epochSecond)
        .containsExactly(NOON);

    history.after(401L * 24 * 3600);
    history.writer.turn();
    assertThat(minutes(NOON, NOON + 120)).isZero();
    assertThat(read(DOOR, NOON + 30, NOON + 40, 1))
        .hasSize(10)
        .extracting(Point::mean)
        .containsOnly(5.0);
  }

  @Test
  void secondsAndOlderMinutesMakeOneChart() throws IOException {
    history.count(DOOR, NOON - 7200, 7200, 5);
    history.close();
    history = new HandTurnedHistory(folder.resolve("state"), "seconds = 1h");
    for (int run = 0; run < 150; run++) {
      history.after(5);
      history.writer.turn();
    }
    assertThat(rows(NOON - 7200, NOON, 1)).isBetween(2_800L, 3_600L);

    List<Point> all = read(DOOR, NOON - 7200, NOON, 5);

    assertThat(all).hasSize(1440).extracting(Point::covered).containsOnly(5.0);
    assertThat(all).extracting(Point::mean).containsOnly(5.0);
    for (long step : List.of(7L, 40L, 90L)) {
      assertThat(read(DOOR, NOON - 7200, NOON, step))
          .extracting(Point::epochSecond)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void secondsThatAreKeptForLongerThanMinutesAreAllRead() throws IOException {
    history.count(DOOR, NOON - 7000, 7000, 5);
    history.close();
    history = new HandTurnedHistory(folder.resolve("state"), "minutes = 1h");
    for (int run = 0; run < 150; run++) {
      history.after(5);
      history.writer.turn();
    }
    assertThat(minutes(NOON - 7000, NOON - 3600)).isZero();

    List<Point> all = read(DOOR, NOON - 7000, NOON, 5);

    assertThat(all).hasSize(1400).extracting(Point::covered).containsOnly(5.0);
  }

  @Test
  void minutesAndOlderHoursMakeOneChart() throws IOException {
    history.count(DOOR, NOON, 7200, 5);
    history.after(400L * 24 * 3600 + 1800);
    for (int run = 0; run < 3; run++) {
      history.after(600);
      history.writer.turn();
    }

    List<Point> all = read(DOOR, NOON, NOON + 7200, 300);

    assertThat(all).hasSize(24).extracting(Point::covered).containsOnly(300.0);
    assertThat(all).extracting(Point::mean).containsOnly(5.0);
    assertThat(read(DOOR, NOON - 3600, NOON + 7200, 420))
        .extracting(Point::epochSecond)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void zonesWithHalfHoursHaveTheirPastToo() throws IOException {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    long midnight = at("2026-11-25T18:30:00Z");
    history.count(DOOR, midnight - 3600, 26 * 3600, 5);
    history.after(410L * 24 * 3600);
    for (int run = 0; run < 80; run++) {
      history.after(600);
      history.writer.turn();
    }
    assertThat(minutes(midnight - 3600, midnight + 25 * 3600)).isZero();

    List<Point> hours = history.archive.read(DOOR, midnight, midnight + 24 * 3600, 3600, kolkata);
    List<Point> days =
        history.archive.read(DOOR, midnight, midnight + 24 * 3600, 24 * 3600, kolkata);

    assertThat(hours).hasSize(24).extracting(Point::covered).containsOnly(3600.0);
    assertThat(hours.get(0).epochSecond()).isEqualTo(midnight);
    assertThat(days).containsExactly(new Point(midnight, 5, 4, 6, 24 * 3600, 1));
  }

  private long minutes(long from, long to) throws IOException {
    return rows(from, to, 60);
  }
}
