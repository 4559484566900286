package throng.gpu.publish.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.CameraNow.LastCount;
import throng.actors.counts.CountHub;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.alert.AlertState;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.live.SeriesNow;
import throng.gpu.publish.Alerts;
import throng.gpu.publish.Hubs;
import throng.gpu.publish.Notifications;
import throng.gpu.publish.Notifications.Channel;
import throng.gpu.publish.Notifications.Result;
import throng.streams.frame.CameraId;
import throng.streams.settings.Block;

/** What is published when, without a broker and by a clock that is set. */
class MqttPublisherTest {
  private static final CameraId HALL = new CameraId("lobby", "hall");
  private static final String CONFIG = "homeassistant/device/throng_lobby_hall/config";

  @TempDir Path folder = Path.of(".");

  private final List<String> said = new ArrayList<>();
  private final Map<String, String> last = new TreeMap<>();
  private final List<String> order = new ArrayList<>();
  private final Notifications notifications = new Notifications();
  private List<SeriesNow> series = List.of();
  private long nanos = TimeUnit.HOURS.toNanos(1);
  private long epochSecond = 1_795_694_400;
  private boolean isAway;
  private CompletableFuture<Boolean> arriving = CompletableFuture.completedFuture(true);
  private List<AlertNow> alerts = List.of();
  private List<CameraElsewhere> others = List.of();
  private boolean isHeard = true;
  private final Elsewhere elsewhere =
      new Elsewhere() {
        @Override
        public List<CameraElsewhere> cameras() {
          return others;
        }

        @Override
        public boolean isHeard() {
          return isHeard;
        }
      };

  private final CountHub hub = Hubs.hub(() -> nanos);
  private MqttPublisher publisher;

  @BeforeEach
  void begin() {
    publisher = publisher(hub);
    hub.connected(HALL);
  }

  private MqttPublisher publisher(CountHub hub, String... settings) {
    return new MqttPublisher(
        settings(settings),
        new MqttPublisher.Parts(
            hub,
            elsewhere,
            () -> series,
            () -> alerts,
            notifications,
            "0.1.0",
            () -> nanos,
            () -> 0.5,
            Optional.of(folder),
            Runnable::run),
        this::publish,
        Optional.empty(),
        said::add);
  }

  @Test
  void saysWhatIsThereAndHowMany() {
    second(12, 6);

    assertThat(last)
        .containsEntry("throng/available", "online")
        .containsEntry("throng/lobby/hall/available", "online")
        .containsEntry("throng/lobby/hall/count", "12.0")
        .containsEntry("throng/lobby/hall/stage/count", "6.0")
        .containsEntry("throng/lobby/hall/stage/density", "0.30")
        .containsKey(CONFIG)
        .hasSize(6);
    assertThat(order.get(0)).isEqualTo(CONFIG);
    assertThat(order.subList(1, 3))
        .containsExactly("throng/available", "throng/lobby/hall/available");
  }

  @Test
  void introducesTheCameraToHomeAssistant() {
    alerts = List.of(Alerts.now(AlertState.INACTIVE));
    second(12, 6);

    Config config = ConfigFactory.parseString(last.get(CONFIG));
    assertThat(config.getStringList("device.identifiers")).containsExactly("throng_lobby_hall");
    assertThat(config.getString("origin.name")).isEqualTo("throng");
    assertThat(config.getString("availability_mode")).isEqualTo("all");
    assertThat(config.getConfigList("availability"))
        .extracting(it -> it.getString("topic"))
        .containsExactly("throng/available", "throng/lobby/hall/available");
    Config count = config.getConfig("components.count");
    assertThat(count.getString("platform")).isEqualTo("sensor");
    assertThat(count.getString("unique_id")).isEqualTo("throng_lobby_hall_count");
    assertThat(count.getString("default_entity_id")).isEqualTo("sensor.throng_lobby_hall_count");
    assertThat(count.getString("state_topic")).isEqualTo("throng/lobby/hall/count");
    assertThat(count.getInt("expire_after")).isEqualTo(90);
    assertThat(config.getString("components.alert_crush.platform")).isEqualTo("binary_sensor");
    assertThat(config.getConfig("components").root().keySet())
        .containsExactlyInAnyOrder(
            "count", "zone_stage_count", "zone_stage_density", "alert_crush");
    assertThat(config.getString("components.zone_stage_count.name"))
        .isEqualTo("People in The stage");
    assertThat(config.getString("components.zone_stage_density.name"))
        .isEqualTo("Density in The stage");
    assertThat(last.get(CONFIG)).doesNotContain("object_id");
  }

  @Test
  void anEventIsSentOnceTheBrokerHasItAndLostWhereTheConnectionEndsBefore() {
    arriving = new CompletableFuture<>();
    publisher.accept(Alerts.firing("a1"));
    second(12, 6);
    assertThat(notifications.number(Channel.MQTT, Result.SENT)).isZero();

    arriving.complete(false);
    assertThat(notifications.number(Channel.MQTT, Result.DROPPED)).isEqualTo(1);
    assertThat(notifications.number(Channel.MQTT, Result.SENT)).isZero();
  }

  @Test
  void saysHowAnAlertStandsAndWhenItBegins() {
    alerts = List.of(Alerts.now(AlertState.PENDING));
    second(12, 6);
    assertThat(last).containsEntry("throng/lobby/hall/alert/crush", "OFF");

    alerts = List.of(Alerts.now(AlertState.RECOVERING));
    publisher.accept(Alerts.firing("a1"));
    second(12, 6);
    assertThat(last)
        .containsEntry("throng/lobby/hall/alert/crush", "ON")
        .hasEntrySatisfying(
            "throng/events", event -> assertThat(event).contains("\"type\":\"alert.firing\""));
    assertThat(notifications.number(Channel.MQTT, Result.SENT)).isEqualTo(1);

    alerts = List.of();
    second(12, 6);
    assertThat(last).containsEntry("throng/lobby/hall/alert/crush", "");
    assertThat(ConfigFactory.parseString(last.get(CONFIG)).getConfig("components.alert_crush"))
        .isEqualTo(ConfigFactory.parseString("platform = binary_sensor"));
  }

  @Test
  void aCameraThatIsSilentIsNotAvailableAndItsLastCountIsNotRepeated() {
    second(12, 6);
    order.clear();
    for (int second = 0; second < 60; second++) {
      after(1);
      publisher.turn();
    }

    assertThat(last).containsEntry("throng/lobby/hall/available", "offline");
    assertThat(order).doesNotContain("throng/lobby/hall/count");
  }

  @Test
  void aZoneThatIsDeletedIsRemoved() {
    second(12, 6);
    for (int second = 0; second < 4; second++) {
      after(1);
      Hubs.count(hub, HALL, () -> nanos, 12);
      series = List.of(Hubs.now(Series.of(HALL), 12, 0));
      publisher.turn();
    }

    assertThat(last)
        .containsEntry("throng/lobby/hall/stage/count", "")
        .containsEntry("throng/lobby/hall/stage/density", "");
    assertThat(ConfigFactory.parseString(last.get(CONFIG)).getConfig("components.zone_stage_count"))
        .isEqualTo(ConfigFactory.parseString("platform = sensor"));
  }

  @Test
  void aCameraThatIsForgottenIsRemoved() {
    second(12, 6);
    hub.disconnected(HALL);
    for (int other = 0; other < 300; other++) {
      CameraId stranger = new CameraId("lobby", "camera" + other);
      hub.connected(stranger);
      hub.disconnected(stranger);
    }
    after(1);
    publisher.turn();

    assertThat(last)
        .containsEntry(CONFIG, "")
        .containsEntry("throng/lobby/hall/available", "")
        .containsEntry("throng/lobby/hall/count", "");
  }

  @Test
  void saysAllAgainToHomeAssistantButNotAtOnce() {
    second(12, 6);
    order.clear();
    publisher.homeAssistantStarted();
    second(12, 6);
    second(12, 6);
    second(12, 6);
    assertThat(order).doesNotContain(CONFIG);

    second(12, 6);
    assertThat(order).containsSubsequence(CONFIG, "throng/available", "throng/lobby/hall/count");
  }

  @Test
  void aBrokerThatIsGoneCostsEventsWhichAreCountedAndNothingElse() {
    isAway = true;
    alerts = List.of(Alerts.now(AlertState.FIRING));
    for (int second = 0; second < 100; second++) {
      publisher.accept(Alerts.firing("a" + second));
      second(second, 1);
    }
    assertThat(last).isEmpty();
    assertThat(notifications.number(Channel.MQTT, Result.DROPPED)).isEqualTo(100);

    isAway = false;
    publisher.connected();
    second(100, 6);
    assertThat(last)
        .containsEntry("throng/lobby/hall/count", "100.0")
        .containsEntry("throng/lobby/hall/alert/crush", "ON")
        .doesNotContainKey("throng/events");
  }

  @Test
  void boundsTheEventsThatWaitForAThreadThatHangs() {
    for (int event = 0; event < 1500; event++) {
      publisher.accept(Alerts.firing("a" + event));
    }

    assertThat(notifications.number(Channel.MQTT, Result.DROPPED)).isEqualTo(500);
  }

  @Test
  void aCameraThatHasGoneToAnotherNodeIsLeftToThatOne() {
    second(12, 6);
    hub.left(HALL);
    others = List.of(elsewhere(true));
    last.remove(CONFIG);
    order.clear();
    seconds(120);

    assertThat(order).doesNotContain(CONFIG);
    assertThat(last).containsEntry("throng/lobby/hall/available", "offline");

    others = List.of(elsewhere(false));
    seconds(60);
    assertThat(order).doesNotContain(CONFIG);

    hub.connected(HALL);
    others = List.of();
    second(12, 6);
    assertThat(last.get(CONFIG)).contains("throng_lobby_hall");
  }

  @Test
  void aCameraThatIsForgottenHereAndLivesElsewhereIsNotRemovedFromHomeAssistant() {
    second(12, 6);
    hub.left(HALL);
    others = List.of(elsewhere(true));
    seconds(2);
    last.remove(CONFIG);
    for (int other = 0; other < 300; other++) {
      CameraId stranger = new CameraId("lobby", "camera" + other);
      hub.connected(stranger);
      hub.disconnected(stranger);
    }
    seconds(1);

    assertThat(last).doesNotContainKey(CONFIG).containsEntry("throng/lobby/hall/count", "");
  }

  @Test
  void aZoneThatIsCalledAlertHasTopicsOfItsOwn() {
    alerts = List.of(Alerts.now(AlertState.FIRING));
    after(1);
    Hubs.count(hub, HALL, () -> nanos, 12);
    series = List.of(Hubs.now(Series.of(HALL, "alert"), 7, 20));
    publisher.turn();

    assertThat(last)
        .containsEntry("throng/lobby/hall/zone/alert/count", "7.0")
        .containsEntry("throng/lobby/hall/zone/alert/density", "0.35")
        .containsEntry("throng/lobby/hall/alert/crush", "ON")
        .doesNotContainKey("throng/lobby/hall/alert/count");
  }

  @Test
  void whoLeavesSaysThatNoCameraIsThere() {
    second(12, 6);

    publisher.leave();

    assertThat(last).containsEntry("throng/lobby/hall/available", "offline");
  }

  @Test
  void anAlertIsThereForHomeAssistantWhereItsCameraIsNot() {
    alerts = List.of(Alerts.now(AlertState.FIRING));
    second(12, 6);

    Config alert = ConfigFactory.parseString(last.get(CONFIG)).getConfig("components.alert_crush");
    assertThat(alert.getConfigList("availability"))
        .extracting(it -> it.getString("topic"))
        .containsExactly("throng/available");
  }

  @Test
  void aCountThatIsSeldomRepeatedHoldsForAsLong() {
    publisher = publisher(hub, "repeat-after = 5m");
    second(12, 6);

    assertThat(ConfigFactory.parseString(last.get(CONFIG)).getInt("components.count.expire_after"))
        .isEqualTo(900);
  }

  @Test
  void aDensityIsRemovedWithTheGround() {
    second(12, 6);
    for (int second = 0; second < 2; second++) {
      after(1);
      Hubs.count(hub, HALL, () -> nanos, 12);
      series = List.of(Hubs.now(Series.of(HALL), 12, 0), Hubs.now(Alerts.STAGE, 6, 0));
      publisher.turn();
    }

    assertThat(last)
        .containsEntry("throng/lobby/hall/stage/density", "")
        .containsEntry("throng/lobby/hall/stage/count", "6.0");
    assertThat(
            ConfigFactory.parseString(last.get(CONFIG)).getConfig("components.zone_stage_density"))
        .isEqualTo(ConfigFactory.parseString("platform = sensor"));
  }

  @Test
  void whatIsGoneIsToldForAWhileAndNotForEver() {
    for (int time = 0; time < 1000; time++) {
      alerts = List.of(Alerts.now("alert" + time, AlertState.INACTIVE));
      second(12, 6);
    }
    alerts = List.of();
    second(12, 6);

    assertThat(ConfigFactory.parseString(last.get(CONFIG)).getConfig("components").root())
        .hasSizeLessThan(200)
        .containsKey("alert_alert999")
        .containsKey("count");
  }

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
  void anEventSaysWhetherSomebodyIsToBeNotified() {
    publisher.accept(Alerts.silenced("a1"));
    second(12, 6);
    assertThat(last.get("throng/events")).contains("\"silenced\":true");

    publisher.accept(Alerts.firing("a2"));
    second(12, 6);
    assertThat(last.get("throng/events")).contains("\"silenced\":false");
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

  private CountHub remembering() {
    CountHub again = Hubs.hub(() -> nanos);
    again.remember(HALL, new LastCount(12, nanos, 0, nanos), false);
    return again;
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

  private void seconds(int number) {
    for (int second = 0; second < number; second++) {
      after(1);
      publisher.turn();
    }
  }

  private CameraElsewhere elsewhere(boolean isConnected) {
    CameraStatus status =
        new CameraStatus(
            HALL,
            isConnected,
            OptionalDouble.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            List.of());
    return new CameraElsewhere("10.0.0.6:7600", status, nanos);
  }

  /** A second passes in which so many were counted. */
  private void second(double people, double onStage) {
    after(1);
    Hubs.count(hub, HALL, () -> nanos, people);
    series = List.of(Hubs.now(Series.of(HALL), people, 0), Hubs.now(Alerts.STAGE, onStage, 20));
    publisher.turn();
  }

  private void after(long seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
    epochSecond += seconds;
  }

  private Optional<CompletionStage<Boolean>> publish(
      String topic, String payload, boolean isRetained) {
    if (isAway) {
      return Optional.empty();
    }
    last.put(topic, payload);
    order.add(topic);
    return Optional.of(arriving);
  }

  static MqttSettings settings(String... more) {
    return MqttSettings.from(
        Block.of(
            "throng.gpu-node",
            ConfigFactory.parseString("throng.gpu-node.mqtt {" + String.join("\n", more) + "}")
                .withFallback(ConfigFactory.load())));
  }
}
