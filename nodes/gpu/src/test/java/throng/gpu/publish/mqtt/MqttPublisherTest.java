package throng.gpu.publish.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertState;
import throng.gpu.publish.Alerts;
import throng.gpu.publish.Hubs;
import throng.gpu.publish.Notifications.Channel;
import throng.gpu.publish.Notifications.Result;
import throng.streams.frame.CameraId;

/** What is published when. */
class MqttPublisherTest extends HandTurnedPublisher {
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
      Hubs.count(hub, stranger, () -> nanos, 1);
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
      Hubs.count(hub, stranger, () -> nanos, 1);
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
  void anEventSaysWhetherSomebodyIsToBeNotified() {
    publisher.accept(Alerts.silenced("a1"));
    second(12, 6);
    assertThat(last.get("throng/events")).contains("\"silenced\":true");

    publisher.accept(Alerts.firing("a2"));
    second(12, 6);
    assertThat(last.get("throng/events")).contains("\"silenced\":false");
  }
}
