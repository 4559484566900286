package throng.gpu.history;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static throng.gpu.history.HandTurnedHistory.DOOR;
import static throng.gpu.history.HandTurnedHistory.at;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.History.Compared;
import throng.actors.counts.History.Peak;
import throng.actors.counts.History.WeekHour;

/** What a series does by day and by week. */
class PatternsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final long MONDAY = at("2026-11-22T23:00:00Z");
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  @TempDir Path folder = Path.of(".");
  private HandTurnedHistory history = new HandTurnedHistory(folder);

  @BeforeEach
  void begin() {
    history = new HandTurnedHistory(folder.resolve("state"));
  }

  @AfterEach
  void end() {
    history.close();
  }

  @Test
  void tellsTheMinuteOfEachDaysPeak() throws IOException {
    history.count(DOOR, MONDAY + 8 * HOUR, 120, 10);
    history.count(DOOR, MONDAY + 17 * HOUR + 600, 60, 30);
    history.count(DOOR, MONDAY + DAY + 60, 60, 3);

    assertThat(history.archive.peaks(DOOR, MONDAY, MONDAY + 7 * DAY, BERLIN))
        .containsExactly(
            new Peak(MONDAY, MONDAY + 17 * HOUR + 600, 31),
            new Peak(MONDAY + DAY, MONDAY + DAY + 60, 4));
  }

  @Test
  void peaksHoursAndWeeksAreCorrectedByTheFactorThatWasInForce() throws IOException {
    history.count(DOOR, MONDAY - 7 * DAY + 8 * HOUR, 60, 10, 0.5);
    history.count(DOOR, MONDAY + 8 * HOUR, 60, 10, 2);
    history.count(DOOR, MONDAY + 9 * HOUR, 60, 14, 1);

    assertThat(history.archive.peaks(DOOR, MONDAY, MONDAY + 7 * DAY, BERLIN))
        .containsExactly(new Peak(MONDAY, MONDAY + 8 * HOUR, 22));
    assertThat(history.archive.week(DOOR, MONDAY - 7 * DAY, MONDAY + 7 * DAY, BERLIN))
        .containsExactly(
            new WeekHour(DayOfWeek.MONDAY, 8, 12.5, 22, 120),
            new WeekHour(DayOfWeek.MONDAY, 9, 14, 15, 60));
    assertThat(history.archive.compared(DOOR, LocalDate.of(2026, 11, 23), BERLIN))
        .contains(new Compared(DayOfWeek.MONDAY, 8, OptionalDouble.of(20), OptionalDouble.of(5)));
  }

  @Test
  void aPeakIsCorrectedByTheFactorOfItsMinuteAndNotByTheHoursLast() throws IOException {
    history.count(DOOR, MONDAY + 8 * HOUR, 60, 10, 1);
    history.count(DOOR, MONDAY + 8 * HOUR + 60, 60, 2, 2);

    assertThat(history.archive.peaks(DOOR, MONDAY, MONDAY + DAY, BERLIN))
        .containsExactly(new Peak(MONDAY, MONDAY + 8 * HOUR, 11));
  }

  @Test
  void mapsHoursOfTheWeek() throws IOException {
    history.count(DOOR, MONDAY + 8 * HOUR, 60, 10);
    history.count(DOOR, MONDAY + 6 * DAY + 23 * HOUR, 1, 1);
    history.count(DOOR, MONDAY + 7 * DAY + 8 * HOUR, 180, 20);

    assertThat(history.archive.week(DOOR, MONDAY, MONDAY + 14 * DAY, BERLIN))
        .containsExactly(
            new WeekHour(DayOfWeek.MONDAY, 8, 17.5, 21, 240),
            new WeekHour(DayOfWeek.SUNDAY, 23, 1, 2, 1));
  }

  @Test
  void comparesAWeekWithTheOneBefore() throws IOException {
    history.count(DOOR, MONDAY - 7 * DAY + 8 * HOUR, 60, 4);
    history.count(DOOR, MONDAY - 7 * DAY + 30 * HOUR, 60, 7);
    history.count(DOOR, MONDAY + 8 * HOUR, 60, 10);

    List<Compared> week = history.archive.compared(DOOR, LocalDate.of(2026, 11, 26), BERLIN);

    assertThat(week).hasSize(7 * 24);
    assertThat(week)
        .filteredOn(hour -> hour.mean().isPresent() || hour.before().isPresent())
        .containsExactly(
            new Compared(DayOfWeek.MONDAY, 8, OptionalDouble.of(10), OptionalDouble.of(4)),
            new Compared(DayOfWeek.TUESDAY, 6, OptionalDouble.empty(), OptionalDouble.of(7)));
  }

  @Test
  void comparesWeeksOfUnequalLengthByTheClock() throws IOException {
    long summer = at("2026-10-25T22:00:00Z") - 7 * DAY;
    history.count(DOOR, summer + 9 * HOUR, 1, 1);
    history.count(DOOR, at("2026-10-26T08:00:00Z"), 1, 2);

    assertThat(history.archive.compared(DOOR, LocalDate.of(2026, 10, 26), BERLIN))
        .filteredOn(hour -> hour.mean().isPresent() || hour.before().isPresent())
        .containsExactly(
            new Compared(DayOfWeek.MONDAY, 9, OptionalDouble.of(2), OptionalDouble.of(1)));
  }

  @Test
  void findsPeaksWhereMinutesAreNoLongerKept() throws IOException {
    history.now = Instant.ofEpochSecond(MONDAY);
    history.count(DOOR, MONDAY + 8 * HOUR + 120, 60, 10);
    history.after(500 * DAY);
    history.writer.turn();

    assertThat(history.archive.peaks(DOOR, MONDAY, MONDAY + DAY, UTC))
        .extracting(Peak::epochSecond)
        .containsExactly(MONDAY + 8 * HOUR);
  }

  @Test
  void zonesWithHalfHoursHaveTheirPatternsWhereMinutesAreNoLongerKept() throws IOException {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    long monday = at("2026-11-22T18:30:00Z");
    history.now = Instant.ofEpochSecond(monday);
    history.count(DOOR, monday + 8 * HOUR, 120, 10);
    history.after(500 * DAY);
    history.writer.turn();

    long hour = monday + 8 * HOUR - HOUR / 2;
    assertThat(history.archive.peaks(DOOR, monday, monday + 7 * DAY, kolkata))
        .containsExactly(new Peak(monday, hour, 11));
    assertThat(history.archive.week(DOOR, monday, monday + 7 * DAY, kolkata))
        .containsExactly(new WeekHour(DayOfWeek.MONDAY, 7, 10, 11, 120));
    assertThat(history.archive.compared(DOOR, LocalDate.of(2026, 11, 23), kolkata))
        .filteredOn(it -> it.mean().isPresent())
        .hasSize(1);
  }
}
