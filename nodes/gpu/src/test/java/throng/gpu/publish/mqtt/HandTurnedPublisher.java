package throng.gpu.publish.mqtt;

import com.typesafe.config.ConfigFactory;
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
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.CountHub;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.live.SeriesNow;
import throng.gpu.publish.Alerts;
import throng.gpu.publish.Hubs;
import throng.gpu.publish.Notifications;
import throng.streams.frame.CameraId;
import throng.streams.settings.Block;

/** A publisher without a broker and by a clock that is set, and what it says. */
abstract class HandTurnedPublisher {
  static final CameraId HALL = new CameraId("lobby", "hall");
  static final String CONFIG = "homeassistant/device/throng_lobby_hall/config";

  @TempDir Path folder = Path.of(".");

  final List<String> said = new ArrayList<>();
  final Map<String, String> last = new TreeMap<>();
  final List<String> order = new ArrayList<>();
  final Notifications notifications = new Notifications();
  List<SeriesNow> series = List.of();
  long nanos = TimeUnit.HOURS.toNanos(1);
  long epochSecond = 1_795_694_400;
  boolean isAway;
  CompletableFuture<Boolean> arriving = CompletableFuture.completedFuture(true);
  List<AlertNow> alerts = List.of();
  List<CameraElsewhere> others = List.of();
  boolean isHeard = true;
  final Elsewhere elsewhere =
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

  final CountHub hub = Hubs.hub(() -> nanos);
  MqttPublisher publisher;

  @BeforeEach
  void begin() {
    publisher = publisher(hub);
    hub.connected(HALL);
  }

  MqttPublisher publisher(CountHub hub, String... settings) {
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

  void seconds(int number) {
    for (int second = 0; second < number; second++) {
      after(1);
      publisher.turn();
    }
  }

  CameraElsewhere elsewhere(boolean isConnected) {
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
  void second(double people, double onStage) {
    after(1);
    Hubs.count(hub, HALL, () -> nanos, people);
    series = List.of(Hubs.now(Series.of(HALL), people, 0), Hubs.now(Alerts.STAGE, onStage, 20));
    publisher.turn();
  }

  void after(long seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
    epochSecond += seconds;
  }

  Optional<CompletionStage<Boolean>> publish(String topic, String payload, boolean isRetained) {
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
