package throng.actors.counts.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void holdsOnItsDaysFromTheFirstMinuteToTheLast() {
    Schedule schedule = Schedule.parse("Mon-Fri 07:00-22:00 Europe/Berlin");

    assertThat(at(schedule, "2026-11-23T07:00")).isTrue();
    assertThat(at(schedule, "2026-11-23T06:59:59")).isFalse();
    assertThat(at(schedule, "2026-11-27T21:59:59")).isTrue();
    assertThat(at(schedule, "2026-11-27T22:00")).isFalse();
    assertThat(at(schedule, "2026-11-28T12:00")).isFalse();
    assertThat(schedule.contains(Instant.parse("2026-11-23T06:30:00Z"))).isTrue();
  }

  @Test
  void goesOverMidnightIntoADayThatItDoesNotName() {
    Schedule schedule = Schedule.parse("Fri 22:00-06:00 Europe/Berlin");

    assertThat(at(schedule, "2026-11-27T21:59")).isFalse();
    assertThat(at(schedule, "2026-11-27T22:00")).isTrue();
    assertThat(at(schedule, "2026-11-28T05:59")).isTrue();
    assertThat(at(schedule, "2026-11-28T06:00")).isFalse();
    assertThat(at(schedule, "2026-11-27T05:00")).isFalse();
  }

  @Test
  void takesSeveralTimesAndDaysAroundTheWeekend() {
    Schedule schedule =
        Schedule.parse("Sat-Mon 10:00-12:00; wed,thu 00:00-24:00; daily 20:00-21:00 Europe/Berlin");

    assertThat(at(schedule, "2026-11-22T11:00")).isTrue();
    assertThat(at(schedule, "2026-11-23T11:00")).isTrue();
    assertThat(at(schedule, "2026-11-24T11:00")).isFalse();
    assertThat(at(schedule, "2026-11-24T20:30")).isTrue();
    assertThat(at(schedule, "2026-11-25T00:00")).isTrue();
    assertThat(at(schedule, "2026-11-26T23:59:59")).isTrue();
    assertThat(at(schedule, "2026-11-27T00:00")).isFalse();
  }

  @Test
  void lastsAsLongAsADayOf23Or25Hours() {
    assertThat(length("Sun 00:00-24:00 Europe/Berlin", "2026-03-29")).isEqualTo(hours(23));
    assertThat(length("Sun 00:00-24:00 Europe/Berlin", "2026-10-25")).isEqualTo(hours(25));
    assertThat(length("Sun 00:00-24:00 Europe/Berlin", "2026-11-22")).isEqualTo(hours(24));
    assertThat(length("Sat 22:00-06:00 Europe/Berlin", "2026-03-28")).isEqualTo(hours(7));
    assertThat(length("Sat 22:00-06:00 Europe/Berlin", "2026-10-24")).isEqualTo(hours(9));
  }

  @Test
  void takesATimeThatDoesNotExistForTheMomentOfTheChange() {
    assertThat(length("Sun 02:30-04:00 Europe/Berlin", "2026-03-29")).isEqualTo(hours(1));
    assertThat(length("Sun 01:00-02:30 Europe/Berlin", "2026-03-29")).isEqualTo(hours(1));
  }

  @Test
  void takesATimeThatComesTwiceWithBothOfThem() {
    assertThat(length("Sun 02:00-03:00 Europe/Berlin", "2026-10-25")).isEqualTo(hours(2));
    assertThat(length("Sun 02:30-04:00 Europe/Berlin", "2026-10-25"))
        .isEqualTo(Duration.ofMinutes(150));
    assertThat(length("Sun 01:00-02:30 Europe/Berlin", "2026-10-25"))
        .isEqualTo(Duration.ofMinutes(150));
  }

  @Test
  void holdsAlwaysWhereNothingElseIsSaid() {
    assertThat(Schedule.parse(" always ").contains(Instant.EPOCH)).isTrue();
    assertThat(Schedule.parse("always")).isEqualTo(Schedule.ALWAYS).hasToString("always");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "never",
        "Mon-Fri 07:00-22:00",
        "Mon-Fri 07:00-22:00 Europe/Nowhere",
        "Mon-Fri 7:00-22:00 Europe/Berlin",
        "Mon-Fri 07:00-24:01 Europe/Berlin",
        "Mon-Fri 07:60-22:00 Europe/Berlin",
        "Mon-Fri 07:00-07:00 Europe/Berlin",
        "Mon-Wed-Fri 07:00-22:00 Europe/Berlin",
        "Foo 07:00-22:00 Europe/Berlin",
        "Mon, 07:00-22:00 Europe/Berlin",
        "Mon 07:00-22:00; Europe/Berlin"
      })
  void refusesWhatIsNoSchedule(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.parse(text))
        .withMessageStartingWith("'" + text + "' is no schedule: say always, or days");
  }

  private static boolean at(Schedule schedule, String local) {
    return schedule.contains(LocalDateTime.parse(local).atZone(BERLIN).toInstant());
  }

  /** For how long it holds from the begin of a day on, minute by minute, over two days. */
  private static Duration length(String text, String day) {
    Schedule schedule = Schedule.parse(text);
    Instant start = LocalDateTime.parse(day + "T00:00").atZone(BERLIN).toInstant();
    long minutes = 0;
    for (int minute = 0; minute < 48 * 60; minute++) {
      minutes += schedule.contains(start.plus(Duration.ofMinutes(minute))) ? 1 : 0;
    }
    return Duration.ofMinutes(minutes);
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }
}
