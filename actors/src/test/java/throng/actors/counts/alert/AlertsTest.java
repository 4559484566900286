package throng.actors.counts.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertEvent.Kind;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.Alerts.Measured;
import throng.actors.counts.alert.Alerts.Place;
import throng.streams.frame.CameraId;

class AlertsTest {
  private static final long SECOND = 1_000_000_000;
  private static final OptionalDouble NO_COUNT = OptionalDouble.empty();
  private static final Series STAGE = Series.of(new CameraId("lobby", "hall"), "stage");

  /** A Monday, 12:00 in Berlin. */
  private static final long NOON = Instant.parse("2026-11-23T11:00:00Z").toEpochMilli();

  private Alerts alerts = new Alerts(AlertMemory.EMPTY);
  private final List<AlertEvent> events = new ArrayList<>();
  private AlertRule rule = rule(10, 30, Schedule.ALWAYS);
  private long second;

  @Test
  void firesOnceItHasBeenAtItsLimitForLongEnough() {
    steps(9, 80);
    assertThat(state()).isEqualTo(AlertState.PENDING);
    assertThat(events).isEmpty();

    steps(1, 80);

    assertThat(state()).isEqualTo(AlertState.FIRING);
    steps(100, 90);
    assertThat(events).hasSize(1);
    AlertEvent event = events.get(0);
    assertThat(event.kind()).isEqualTo(Kind.FIRING);
    assertThat(event.alert()).isEqualTo("crush");
    assertThat(event.where()).isEqualTo(STAGE);
    assertThat(event.value()).hasValue(80);
    assertThat(event.targets()).containsExactly("ops");
    assertThat(event.sentence())
        .isEqualTo("crush: 80.0 people at lobby/hall/stage, at or above 80.0 for 10 s.");
  }

  @Test
  void beginsAnewAfterOneSecondUnderItsLimit() {
    steps(9, 95);
    steps(1, 79.9);
    assertThat(state()).isEqualTo(AlertState.INACTIVE);
    steps(9, 95);

    assertThat(events).isEmpty();
  }

  @Test
  void firesAtOnceWhereItNeedNotHold() {
    rule = rule(0, 0, Schedule.ALWAYS);

    steps(1, 80);
    steps(1, 71);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
  }

  @Test
  void endsOnceItHasRecoveredForLongEnough() {
    steps(10, 80);
    steps(50, 75);
    assertThat(state()).isEqualTo(AlertState.FIRING);
    steps(29, 71);
    assertThat(state()).isEqualTo(AlertState.RECOVERING);
    assertThat(events).hasSize(1);

    steps(1, 71);

    assertThat(state()).isEqualTo(AlertState.INACTIVE);
    assertThat(events).hasSize(2);
    assertThat(events.get(1).kind()).isEqualTo(Kind.RESOLVED);
    assertThat(events.get(1).reason()).isEqualTo("cleared");
    assertThat(events.get(1).id()).isEqualTo(events.get(0).id());
  }

  @Test
  void isNotToldAgainWhereItRisesAgainWhileRecovering() {
    steps(10, 80);
    steps(29, 71);
    steps(1, 80);
    assertThat(state()).isEqualTo(AlertState.FIRING);
    steps(29, 71);
    assertThat(state()).isEqualTo(AlertState.RECOVERING);

    assertThat(events).hasSize(1);
  }

  @Test
  void goesOnRecoveringBetweenItsLimits() {
    steps(10, 80);
    steps(10, 71);
    steps(20, 75);

    assertThat(events).hasSize(2);
  }

  @Test
  void losesWhatIsPendingWithoutACount() {
    steps(9, 80);
    step(NO_COUNT);
    assertThat(state()).isEqualTo(AlertState.INACTIVE);
    steps(9, 80);

    assertThat(events).isEmpty();
  }

  @Test
  void staysFiringAndIsBlindWithoutACount() {
    steps(10, 80);
    for (int i = 0; i < 600; i++) {
      step(NO_COUNT);
    }
    assertThat(state()).isEqualTo(AlertState.FIRING);
    assertThat(now().isBlind()).isTrue();

    steps(29, 0);
    assertThat(now().isBlind()).isFalse();
    assertThat(events).hasSize(1);
    steps(1, 0);
    assertThat(events).hasSize(2);
  }

  @Test
  void doesNotRecoverUnseen() {
    steps(10, 80);
    steps(20, 10);
    for (int i = 0; i < 60; i++) {
      step(NO_COUNT);
    }

    assertThat(state()).isEqualTo(AlertState.FIRING);
    assertThat(events).hasSize(1);
  }

  @Test
  void endsWithItsScheduleAndSaysSo() {
    rule = rule(10, 30, Schedule.parse("Mon 11:00-12:01 Europe/Berlin"));
    steps(59, 80);
    assertThat(state()).isEqualTo(AlertState.FIRING);

    steps(60, 80);

    assertThat(state()).isEqualTo(AlertState.INACTIVE);
    assertThat(events).hasSize(2);
    assertThat(events.get(1).reason()).isEqualTo("schedule");
  }

  @Test
  void isNotToldASecondTimeAfterARestart() {
    steps(10, 80);
    AlertMemory memory = alerts.memory();

    alerts = new Alerts(memory);
    step(NO_COUNT);
    steps(20, 85);
    assertThat(events).hasSize(1);
    assertThat(now().sinceMillis()).hasValue(events.get(0).millis());
    steps(30, 10);

    assertThat(events).hasSize(2);
    assertThat(events.get(1).id()).isEqualTo(events.get(0).id());
    assertThat(alerts.memory().firing()).isEmpty();
  }

  @Test
  void endsWhereItsRuleIsGoneAlsoOverARestart() {
    steps(10, 80);
    alerts = new Alerts(alerts.memory());

    events.addAll(alerts.step(0, NOON, List.of()));

    assertThat(events).hasSize(2);
    assertThat(events.get(1).reason()).isEqualTo("removed");
    assertThat(events.get(1).targets()).containsExactly("ops");
    assertThat(alerts.now(NOON)).isEmpty();
  }

  @Test
  void endsWhereWhatItMeasuresIsGoneAndBeginsAnewWhereThatIsBack() {
    steps(10, 80);

    stepWithoutPlace();

    assertThat(events).hasSize(2);
    assertThat(events.get(1).id()).isEqualTo(events.get(0).id());
    assertThat(events.get(1).reason()).isEqualTo("removed");
    assertThat(events.get(1).sentence())
        .isEqualTo("crush at lobby/hall/stage has ended: what it measures is gone.");
    assertThat(state()).isEqualTo(AlertState.INACTIVE);
    assertThat(alerts.memory().firing()).isEmpty();
    stepWithoutPlace();
    assertThat(events).hasSize(2);
    steps(10, 80);
    assertThat(events).hasSize(3);
  }

  @Test
  void awaitsThePlaceOfAnAlertThatAnotherNodeHasToldOfForAMinute() {
    steps(10, 80);
    List<AlertMemory.Firing> told = alerts.memory().firing();
    alerts = new Alerts(AlertMemory.EMPTY);
    alerts.adopt(told);

    for (int i = 0; i < 59; i++) {
      stepWithoutPlace();
    }
    assertThat(events).hasSize(1);
    assertThat(state()).isEqualTo(AlertState.FIRING);
    stepWithoutPlace();
    stepWithoutPlace();

    assertThat(events).hasSize(2);
    assertThat(events.get(1).reason()).isEqualTo("removed");
  }

  @Test
  void staysFiringAndIsBlindWhereNothingIsKnownOfItsPlaceAnyMore() {
    steps(10, 80);
    alerts = new Alerts(alerts.memory());

    for (int i = 0; i < 600; i++) {
      stepWithout(Place.NOT_KNOWN);
    }

    assertThat(state()).isEqualTo(AlertState.FIRING);
    assertThat(now().isBlind()).isTrue();
    steps(1, 85);
    assertThat(now().isBlind()).isFalse();
    assertThat(events).hasSize(1);
    stepWithout(Place.GONE);
    assertThat(events).hasSize(2);
  }

  @Test
  void goesOnSilencedAndSaysThatNobodyIsToBeNotified() {
    long changes = alerts.changes();
    alerts.silence("crush", Optional.empty(), NOON + 60_000);
    assertThat(alerts.changes()).isGreaterThan(changes);
    alerts = new Alerts(alerts.memory());

    steps(10, 80);
    assertThat(events.get(0).isSilenced()).isTrue();
    assertThat(now().silencedUntilMillis()).hasValue(NOON + 60_000);
    steps(60, 10);
    steps(10, 80);

    assertThat(events).extracting(AlertEvent::isSilenced).containsExactly(true, true, false);
    assertThat(alerts.memory().silences().all()).isEmpty();
  }

  @Test
  void tellsTheBeginOfWhatStillFiresOnceItsSilenceIsOver() {
    alerts.silence("crush", Optional.empty(), NOON + 15_000);
    steps(14, 80);
    alerts = new Alerts(alerts.memory());
    assertThat(events).extracting(AlertEvent::isSilenced).containsExactly(true);
    long changes = alerts.changes();

    steps(1, 85);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.FIRING);
    AlertEvent told = events.get(1);
    assertThat(told.isSilenced()).isFalse();
    assertThat(told.id()).isEqualTo(events.get(0).id());
    assertThat(told.millis()).isEqualTo(events.get(0).millis());
    assertThat(told.value()).hasValue(85);
    assertThat(told.targets()).containsExactly("ops");
    assertThat(told.sentence())
        .isEqualTo("crush at lobby/hall/stage still fires: it was silenced when it began.");
    assertThat(alerts.changes()).isGreaterThan(changes);
    alerts = new Alerts(alerts.memory());
    steps(60, 85);
    assertThat(events).hasSize(2);
    steps(30, 10);
    assertThat(events).hasSize(3);
    assertThat(events.get(2).isSilenced()).isFalse();
  }

  @Test
  void tellsTheBeginOfWhatStillFiresOnceItsSilenceIsEnded() {
    alerts.silence("crush", Optional.empty(), NOON + 3_600_000);
    steps(20, 80);

    alerts.silence("crush", Optional.empty(), 0);
    steps(5, 75);
    alerts.silence("crush", Optional.empty(), NOON + 3_600_000);
    steps(5, 80);

    assertThat(events).extracting(AlertEvent::isSilenced).containsExactly(true, false);
  }

  @Test
  void tellsTheEndOfWhatWasToldThoughItIsSilencedMeanwhile() {
    steps(10, 80);

    alerts.silence("crush", Optional.empty(), NOON + 3_600_000);
    steps(30, 10);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
    assertThat(events).extracting(AlertEvent::isSilenced).containsExactly(false, false);
  }

  @Test
  void tellsNoEndOfWhatNobodyWasToldOf() {
    alerts.silence("crush", Optional.empty(), NOON + 40_000);
    steps(10, 80);

    // The last second is silenced no longer.
    steps(30, 10);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
    assertThat(events).extracting(AlertEvent::isSilenced).containsExactly(true, true);
  }

  @Test
  void silencesOnePlaceOfAnAlertThatHasSeveral() {
    Series door = Series.of(new CameraId("lobby", "door"));
    Series hall = Series.of(new CameraId("lobby", "hall"));
    AlertSettings.SilentCamera silent =
        new AlertSettings.SilentCamera(
            Schedule.ALWAYS, Severity.WARNING, List.of(), Duration.ZERO, Duration.ofDays(1));
    alerts.silence(AlertRule.CAMERA_SILENT, Optional.of(door), NOON + 60_000);

    events.addAll(
        alerts.step(
            SECOND,
            NOON,
            List.of(
                new Measured(silent.rule(door), OptionalDouble.of(1)),
                new Measured(silent.rule(hall), OptionalDouble.of(1)))));

    assertThat(events).extracting(AlertEvent::where).containsExactly(door, hall);
    assertThat(events).extracting(AlertEvent::isSilenced).containsExactly(true, false);
    assertThat(events.get(1).sentence())
        .isEqualTo("camera-silent: there is no count of lobby/hall.");
  }

  @Test
  void refusesRulesThatAreNone() {
    refused("below must be above 0 and at most above", 80, 81, STAGE, Measure.PEOPLE, "crush");
    refused("above must be a number above 0", 0, 0, STAGE, Measure.PEOPLE, "crush");
    refused("above must be a number above 0", Double.NaN, 1, STAGE, Measure.PEOPLE, "crush");
    refused(
        "where must be node/camera/zone, and is lobby/hall",
        5,
        4,
        Series.of(STAGE.camera()),
        Measure.DENSITY,
        "crush");
    refused("is that of an alert which is built in", 5, 4, STAGE, Measure.PEOPLE, "camera-silent");
    refused("An alert's name must be", 5, 4, STAGE, Measure.PEOPLE, "a b");
  }

  private static void refused(
      String sentence, double above, double below, Series where, Measure measure, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AlertRule(
                    name,
                    where,
                    measure,
                    above,
                    below,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofSeconds(60),
                    Schedule.ALWAYS,
                    Severity.INFO,
                    List.of()))
        .withMessageContaining(sentence);
  }

  private void steps(int times, double people) {
    for (int i = 0; i < times; i++) {
      step(OptionalDouble.of(people));
    }
  }

  private void step(OptionalDouble people) {
    second++;
    events.addAll(
        alerts.step(second * SECOND, NOON + second * 1000, List.of(new Measured(rule, people))));
  }

  private void stepWithoutPlace() {
    stepWithout(Place.GONE);
  }

  private void stepWithout(Place place) {
    second++;
    Measured gone = new Measured(rule, NO_COUNT, place);
    events.addAll(alerts.step(second * SECOND, NOON + second * 1000, List.of(gone)));
  }

  private AlertState state() {
    return now().state();
  }

  private AlertNow now() {
    return alerts.now(NOON + second * 1000).get(0);
  }

  private static AlertRule rule(int holdFor, int clearFor, Schedule when) {
    return new AlertRule(
        "crush",
        STAGE,
        Measure.PEOPLE,
        80,
        72,
        Duration.ofSeconds(holdFor),
        Duration.ofSeconds(clearFor),
        Duration.ofSeconds(60),
        when,
        Severity.CRITICAL,
        List.of("ops"));
  }
}
