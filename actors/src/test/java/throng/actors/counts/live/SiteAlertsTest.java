package throng.actors.counts.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertEvent.Kind;
import throng.actors.counts.CameraNow.LastCount;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.AlertState;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.alert.Measure;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.CameraSite;
import throng.actors.counts.site.Site;
import throng.streams.frame.CameraId;

/** Which alerts are told of a camera that is counted, is silent, or goes to another node. */
class SiteAlertsTest extends CountedDoor {
  @Test
  void firesAnAlertOfTheSettingsAndOneOfThePage() throws Exception {
    site.changeAlerts(OptionalLong.empty(), it -> it.with(rule("rising", Measure.RISE, 30)));
    for (int second = 0; second < 120; second++) {
      run(1, 40 + second);
    }

    assertThat(events).extracting(AlertEvent::alert).contains("full", "rising");
    assertThat(events).extracting(AlertEvent::kind).containsOnly(Kind.FIRING);
    assertThat(alerts.now(now().toEpochMilli())).hasSize(3);
  }

  @Test
  void endsWhereAnotherNodeHasDeletedTheZoneThatAnAlertMeasures() throws Exception {
    change(CameraSite.NONE.with(zone("left", Zone.Kind.COUNTED)));
    AlertRule rule = rule("left-full", Series.of(DOOR, "left"), Measure.PEOPLE, 20);
    site.changeAlerts(OptionalLong.empty(), it -> it.with(rule));
    hub.connected(DOOR);
    run(15, 60);
    assertThat(events).extracting(AlertEvent::alert).containsExactly("left-full");

    Site other = new Site(new Unkept(), site.state(), Set.of());
    other.change(DOOR, OptionalLong.empty(), it -> it.without("left"));
    site.replicate(other.state());
    run(2, 60);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
    assertThat(events.get(1).reason()).isEqualTo("removed");
    assertThat(alerts.memory().firing()).isEmpty();
  }

  @Test
  void staysFiringWhereNothingIsKnownOfItsCameraUntilSomebodySaysSomethingOfIt() throws Exception {
    AlertRule rule = rule("left-full", Series.of(DOOR, "left"), Measure.PEOPLE, 20);
    site.changeAlerts(OptionalLong.empty(), it -> it.with(rule));
    alerts.adopt(List.of(new Firing("left-full", rule.where(), "its", 5, CRITICAL, OPS)));
    hub.connected(DOOR);

    run(70, 60);

    assertThat(events).isEmpty();
    assertThat(alerts.now(now().toEpochMilli()))
        .filteredOn(it -> it.rule().name().equals("left-full"))
        .allMatch(it -> it.state() == AlertState.FIRING && it.isBlind())
        .hasSize(1);
    change(CameraSite.NONE.with(zone("right", Zone.Kind.COUNTED)));
    run(65, 60);
    assertThat(events).extracting(AlertEvent::id).containsExactly("its");
    assertThat(events.get(0).reason()).isEqualTo("removed");
  }

  @Test
  void firesWhereTheRiseIsOfACameraWhoseCountsAreFurtherApartThanItIsLong() throws Exception {
    site.changeAlerts(OptionalLong.empty(), it -> it.with(rising(10)));
    int people = 10;
    for (int i = 0; i < 6; i++) {
      count(people);
      people += 10;
      pass(i % 2 == 0 ? 22 : 19);
    }
    assertThat(ofRising()).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);
    assertThat(ofRising().get(0).value().orElseThrow()).isCloseTo(30, within(3.0));

    // One that is missing is no end of it.
    pass(20);
    count(people + 10);
    pass(40);
    assertThat(alerts.now(now().toEpochMilli()))
        .filteredOn(it -> it.rule().name().equals("rising"))
        .allMatch(it -> it.state() == AlertState.FIRING && !it.isBlind());

    for (int i = 0; i < 6; i++) {
      count(people);
      pass(20);
    }
    assertThat(ofRising()).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
  }

  private List<AlertEvent> ofRising() {
    return events.stream().filter(it -> it.alert().equals("rising")).toList();
  }

  private static AlertRule rising(int over) {
    AlertRule rule = rule("rising", Measure.RISE, 20);
    return new AlertRule(
        rule.name(),
        rule.where(),
        rule.measure(),
        rule.above(),
        rule.below(),
        rule.holdFor(),
        rule.clearFor(),
        Duration.ofSeconds(over),
        rule.when(),
        rule.severity(),
        rule.targets());
  }

  @Test
  void judgesASlowCameraByItsLastCountUntilThatIsNone() {
    for (int i = 0; i < 10; i++) {
      count(90);
      pass(20);
    }
    assertThat(events).extracting(AlertEvent::alert).contains("full");
    events.clear();

    pass(30);
    assertThat(events).isEmpty();
    pass(40);

    assertThat(events).extracting(AlertEvent::alert).containsExactly("camera-silent");
    assertThat(alerts.now(now().toEpochMilli()))
        .filteredOn(it -> it.rule().name().equals("full"))
        .allMatch(it -> it.isBlind());
  }

  @Test
  void missesNoCameraThatWasNeverCountedAndIsGone() {
    hub.connected(DOOR);
    hub.disconnected(DOOR);
    pass(60);

    assertThat(events).isEmpty();
  }

  @Test
  void tellsOfACameraThatIsConnectedAndNotCountedAlsoOnceItIsGone() {
    hub.connected(DOOR);
    pass(12);
    hub.disconnected(DOOR);
    pass(60);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);
  }

  @Test
  void tellsOfASilentCameraAndOfItsReturn() {
    hub.connected(DOOR);
    run(3, 10);
    hub.disconnected(DOOR);
    pass(9);
    assertThat(events).isEmpty();
    pass(3);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);
    run(12, 10);

    assertThat(events).extracting(AlertEvent::alert).containsOnly("camera-silent");
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
  }

  @Test
  void letsGoOfTheEldestSilencesOfForgottenCamerasAndTellsNoEndOfThem() {
    for (int i = 0; i < 2_000; i++) {
      CameraId camera = new CameraId("lobby", "new" + i);
      hub.connected(camera);
      hub.answered(camera, frame(), map(1), FIRST, millis * MILLI);
      hub.disconnected(camera);
      if (i % 200 == 199) {
        pass(15);
      }
    }

    assertThat(alerts.memory().firing()).hasSizeBetween(1_000, 1_000 + 512);
    assertThat(events).extracting(AlertEvent::kind).containsOnly(Kind.FIRING);
  }

  @Test
  void doesNotTakeACameraThatSaidGoodbyeForASilentOne() {
    hub.connected(DOOR);
    run(3, 10);
    hub.left(DOOR);
    pass(60);
    assertThat(events).isEmpty();

    hub.connected(DOOR);
    run(3, 10);
    hub.disconnected(DOOR);
    pass(12);
    assertThat(events).extracting(AlertEvent::alert).containsExactly("camera-silent");
  }

  @Test
  void endsTellingOfASilentCameraThatSaysGoodbye() {
    hub.connected(DOOR);
    run(3, 10);
    pass(12);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);

    hub.left(DOOR);
    pass(7);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
    assertThat(events.get(1).reason()).isEqualTo("removed");
  }

  @Test
  void goesOnTellingOfASilentCameraAfterARestartUntilItIsGoneForGood() {
    run(3, 10);
    pass(20);
    assertThat(events).hasSize(1);

    SiteCounts restarted = counts(new Alerts(alerts.memory()));
    counts.close();
    assertThat(hub.dropped()).containsOnlyKeys("seconds");
    for (int i = 0; i < 30; i++) {
      millis += 1000;
      restarted.tick();
    }
    assertThat(events).hasSize(1);

    millis += Duration.ofDays(2).toMillis();
    restarted.tick();

    assertThat(events).hasSize(2);
    assertThat(events.get(1).reason()).isEqualTo("removed");
  }

  @Test
  void tellsTheEndOfASilentCameraThatANodeCountsWhichHasNotHeardOfIt() {
    remember(Duration.ofHours(1));
    counts.listens();
    pass(65);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);

    others = List.of(elsewhere());
    pass(3);
    assertThat(events).hasSize(1);
    pass(4);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
    assertThat(events.get(1).id()).isEqualTo(events.get(0).id());
    assertThat(alerts.memory().firing()).isEmpty();
  }

  @Test
  void leavesTheEndOfASilentCameraToANodeThatHasHeardOfIt() {
    others = List.of(left());
    hub.connected(DOOR);
    run(3, 10);
    hub.disconnected(DOOR);
    pass(12);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);

    others = List.of(elsewhere());
    pass(60);

    assertThat(events).hasSize(1);
    assertThat(alerts.memory().firing()).isEmpty();
  }

  @Test
  void endsTellingOfASilentCameraThatIsRemoved() {
    hub.connected(DOOR);
    run(3, 10);
    hub.disconnected(DOOR);
    pass(12);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);

    hub.forget(DOOR);
    counts.forget(DOOR);
    pass(2);
    counts.forget(DOOR);
    pass(2);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
    assertThat(events.get(1).reason()).isEqualTo("removed");
    assertThat(events.get(1).sentence())
        .isEqualTo("camera-silent at lobby/door has ended: that camera is missed no longer.");
    assertThat(alerts.now(now().toEpochMilli()))
        .noneMatch(it -> it.rule().name().equals("camera-silent"));
  }

  @Test
  void givesACameraOfAnEarlierRunTheTimeToComeBackOnceTheNodeListens() {
    remember(Duration.ofHours(1));
    pass(120);
    assertThat(events).isEmpty();
    assertThat(alerts.now(now().toEpochMilli()))
        .filteredOn(it -> it.rule().name().equals("camera-silent"))
        .extracting(AlertNow::state)
        .containsExactly(AlertState.INACTIVE);

    counts.listens();
    pass(50);
    assertThat(events).isEmpty();
    pass(15);

    assertThat(events).extracting(AlertEvent::alert).containsExactly("camera-silent");
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);
  }

  @Test
  void tellsNothingOfACameraOfAnEarlierRunThatComesBackInTime() {
    remember(Duration.ofHours(1));
    counts.listens();
    pass(50);
    hub.connected(DOOR);
    pass(5);
    run(3, 10);
    assertThat(events).isEmpty();

    pass(15);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);
  }

  @Test
  void tellsNothingOfACameraOfAnEarlierRunThatAnotherNodeCounts() {
    remember(Duration.ofHours(1));
    counts.listens();
    pass(3);
    others = List.of(elsewhere());
    pass(120);

    assertThat(events).isEmpty();
  }

  @Test
  void aCameraThatWasToldOfInAnEarlierRunStaysSilentUntilItComes() {
    remember(Duration.ofHours(1));
    alerts.adopt(List.of(new Firing("camera-silent", Series.of(DOOR), "its", 5, CRITICAL, OPS)));
    pass(10);
    counts.listens();
    pass(120);
    assertThat(events).isEmpty();

    hub.connected(DOOR);
    run(15, 10);

    assertThat(events).extracting(AlertEvent::id).containsExactly("its");
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.RESOLVED);
  }

  private void remember(Duration ago) {
    long then = millis * MILLI - ago.toNanos();
    hub.remember(DOOR, new LastCount(7, then, then, START_MILLIS + millis - ago.toMillis()), false);
  }

  @Test
  void goesOnWithAnAlertThatFiresWhereItsCameraComesFrom() {
    others = List.of(elsewhere(new Firing("full", Series.of(DOOR), "its", 5, CRITICAL, OPS)));
    run(0, 0);
    hub.connected(DOOR);
    run(20, 100);
    assertThat(events).isEmpty();
    others = List.of();

    run(40, 10);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.RESOLVED);
    assertThat(events.get(0).id()).isEqualTo("its");
  }

  @Test
  void goesOnWithAnAlertThatFiredAtANodeWhichIsNotHeardAnyMore() {
    comesFrom =
        Optional.of(elsewhere(new Firing("full", Series.of(DOOR), "its", 5, CRITICAL, OPS)));
    run(0, 0);
    hub.connected(DOOR);
    run(20, 100);
    assertThat(events).isEmpty();

    run(40, 10);

    assertThat(events).extracting(AlertEvent::id).containsExactly("its");
  }

  @Test
  void goesOnWithItAlsoWhereAThirdNodeRemembersTheCamera() {
    comesFrom =
        Optional.of(elsewhere(new Firing("full", Series.of(DOOR), "its", 5, CRITICAL, OPS)));
    others = List.of(left());
    run(0, 0);
    hub.connected(DOOR);
    run(20, 100);

    assertThat(events).isEmpty();
  }

  @Test
  void letsGoOfAnAlertWhoseCameraHasGoneToAnotherNode() {
    hub.connected(DOOR);
    run(15, 100);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);

    hub.left(DOOR);
    others = List.of(elsewhere());
    pass(60);

    assertThat(events).hasSize(1);
    assertThat(alerts.memory().firing()).isEmpty();
  }

  @Test
  void callsNoCameraSilentThatAnotherNodeCounts() {
    hub.connected(DOOR);
    run(3, 10);
    hub.disconnected(DOOR);
    others = List.of(elsewhere());
    pass(60);

    assertThat(events).isEmpty();
  }

  @Test
  void tellsNoEndOfASilentCameraThatIsSentToAnotherNodeWhichTellsOfItALittleLater() {
    hub.connected(DOOR);
    run(3, 10);
    pass(12);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);

    hub.left(DOOR);
    pass(3);
    others = List.of(elsewhere(alerts.memory().firing().get(0)));
    pass(60);

    assertThat(events).hasSize(1);
    assertThat(alerts.memory().firing()).isEmpty();
  }
}
