package throng.gpu.publish.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import throng.actors.counts.CameraNow.LastCount;
import throng.actors.counts.CountHub;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertState;
import throng.gpu.publish.Alerts;
import throng.gpu.publish.Hubs;
import throng.streams.frame.CameraId;

/** What a run finds published by the one before. */
class RememberedTopicsTest extends HandTurnedPublisher {
  @Test
  void aNodeThatWasKilledTakesBackWhatIsNotSoAnyMore() {
    alerts = List.of(Alerts.now(AlertState.FIRING));
    second(12, 6);
    last.remove(CONFIG);

    alerts = List.of();
    CountHub empty = Hubs.hub(() -> nanos);
    series = List.of();
    publisher = publisher(empty);
    publisher.turn();

    assertThat(last)
        .containsEntry("throng/available", "online")
        .containsEntry("throng/lobby/hall/available", "offline")
        .containsEntry("throng/lobby/hall/alert/crush", "");
    assertThat(ConfigFactory.parseString(last.get(CONFIG)).getConfig("components").root().keySet())
        .containsExactlyInAnyOrder(
            "count", "zone_stage_count", "zone_stage_density", "alert_crush");
    empty.connected(HALL);
    after(1);
    Hubs.count(empty, HALL, () -> nanos, 7);
    series = List.of(Hubs.now(Series.of(HALL), 7, 0));
    publisher.turn();
    assertThat(last)
        .containsEntry("throng/lobby/hall/available", "online")
        .containsEntry("throng/lobby/hall/count", "7.0")
        .containsEntry("throng/lobby/hall/stage/count", "");
    assertThat(said).isEmpty();
  }

  @Test
  void camerasThatComeAndGoWhileTheBrokerIsAwayLeaveNothingBehind() throws IOException {
    isAway = true;
    for (int i = 0; i < 600; i++) {
      CameraId name = new CameraId("lobby", "stranger" + i);
      hub.connected(name);
      after(1);
      publisher.turn();
      hub.disconnected(name);
      hub.forget(name);
    }
    after(1);
    publisher.turn();

    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> kept = files.filter(Files::isRegularFile).toList();
      assertThat(kept).isNotEmpty();
      for (Path each : kept) {
        assertThat(Files.readString(each)).doesNotContain("stranger");
      }
    }
  }

  @Test
  void whatABrokerThatWasAwayWasNotToldItIsToldByTheNextRun() {
    alerts = List.of(Alerts.now(AlertState.FIRING));
    second(12, 6);
    isAway = true;
    alerts = List.of();
    second(12, 6);

    isAway = false;
    publisher = publisher(Hubs.hub(() -> nanos));
    publisher.turn();

    assertThat(last).containsEntry("throng/lobby/hall/alert/crush", "");
  }

  @Test
  void topicsOfAnEarlierPrefixAreRemoved() {
    second(12, 6);

    publisher = publisher(hub, "prefix = people", "home-assistant = ha");
    second(12, 6);

    assertThat(last)
        .containsEntry("throng/available", "")
        .containsEntry("throng/lobby/hall/available", "")
        .containsEntry("throng/lobby/hall/count", "")
        .containsEntry("throng/lobby/hall/stage/density", "")
        .containsEntry(CONFIG, "")
        .containsEntry("people/lobby/hall/count", "12.0")
        .containsKey("ha/device/throng_lobby_hall/config");
  }

  @Test
  void aCameraOfAnEarlierRunThatCountsElsewhereIsLeftToThatNode() {
    second(12, 6);
    last.clear();

    others = List.of(elsewhere(true));
    publisher = publisher(Hubs.hub(() -> nanos));
    publisher.turn();

    assertThat(last).doesNotContainKey(CONFIG);
  }

  @Test
  void aRememberedCameraIsIntroducedOnceTheOtherNodesAreHeard() {
    isHeard = false;
    CountHub again = remembering();
    publisher = publisher(again);
    seconds(5);
    assertThat(last)
        .doesNotContainKey(CONFIG)
        .containsEntry("throng/lobby/hall/available", "offline");

    isHeard = true;
    seconds(1);
    assertThat(last.get(CONFIG)).contains("throng_lobby_hall");
  }

  @Test
  void aRememberedCameraThatHasGoneToAnotherNodeIsNotIntroducedFirst() {
    isHeard = false;
    publisher = publisher(remembering());
    seconds(5);

    others = List.of(elsewhere(true));
    isHeard = true;
    seconds(60);

    assertThat(order).doesNotContain(CONFIG);
  }

  @Test
  void aRememberedCameraThatComesBackIsIntroducedAtOnce() {
    isHeard = false;
    CountHub again = remembering();
    publisher = publisher(again);
    again.connected(HALL);
    seconds(1);

    assertThat(last).containsKey(CONFIG);
  }

  @Test
  void ofACameraOfAnEarlierRunNoAlertIsIntroducedBeforeTheOtherNodesAreHeard() {
    alerts = List.of(Alerts.now(AlertState.INACTIVE));
    second(12, 6);
    order.clear();

    alerts = List.of();
    isHeard = false;
    publisher = publisher(Hubs.hub(() -> nanos));
    seconds(5);
    assertThat(order).doesNotContain(CONFIG);

    isHeard = true;
    seconds(1);
    assertThat(last.get(CONFIG)).contains("throng_lobby_hall");
  }

  @Test
  void whatIsKeptMayBeDamagedOrNotToBeWritten() throws IOException {
    Files.writeString(folder.resolve("published.json"), "{ cameras: [ {}, ");
    publisher = publisher(hub);
    second(12, 6);
    assertThat(last).containsEntry("throng/lobby/hall/count", "12.0");

    Files.delete(folder.resolve("published.json"));
    Files.createDirectories(folder.resolve("published.json/in the way"));
    publisher = publisher(hub);
    second(13, 6);
    second(13, 7);
    assertThat(last).containsEntry("throng/lobby/hall/count", "13.0");
    assertThat(said).singleElement().asString().contains("cannot be kept for the next start");
  }

  private CountHub remembering() {
    CountHub again = Hubs.hub(() -> nanos);
    again.remember(HALL, new LastCount(12, nanos, 0, nanos), false);
    return again;
  }
}
