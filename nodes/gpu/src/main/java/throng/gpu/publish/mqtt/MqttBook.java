package throng.gpu.publish.mqtt;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import throng.actors.counts.CameraNow;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.live.SeriesNow;
import throng.gpu.publish.Json;
import throng.gpu.publish.mqtt.Outbox.Rank;
import throng.streams.frame.CameraId;

/** What is to be said of which camera. One thread's. */
final class MqttBook {
  private final MqttSettings settings;
  private final String version;
  private final Outbox outbox;
  private final Map<CameraId, CameraTopics> cameras = new HashMap<>();
  // Gone to other nodes, and not come back: those introduce them.
  private final Set<CameraId> gone = new HashSet<>();

  MqttBook(MqttSettings settings, String version, Outbox outbox) {
    this.settings = settings;
    this.version = version;
    this.outbox = outbox;
  }

  /**
   * Everything as it is at this moment.
   *
   * @param elsewhere the cameras that are connected to other nodes
   * @param series of the cameras that are there, and of no others
   */
  void update(
      List<CameraNow> now,
      Set<CameraId> elsewhere,
      Map<CameraId, List<SeriesNow>> series,
      List<AlertNow> alerts) {
    outbox.set(Rank.AVAILABILITY, CameraTopics.nodeAvailable(settings.prefix()), "online");
    Map<CameraId, List<AlertNow>> byCamera =
        alerts.stream().collect(Collectors.groupingBy(it -> it.rule().where().camera()));
    for (CameraNow camera : now) {
      CameraTopics topics =
          cameras.computeIfAbsent(
              camera.camera(), id -> new CameraTopics(settings.prefix(), id, version));
      List<SeriesNow> its = series.get(camera.camera());
      outbox.set(Rank.AVAILABILITY, topics.available(), its == null ? "offline" : "online");
      if (its != null && !its.isEmpty()) {
        states(topics, its);
      }
      alerts(topics, byCamera.getOrDefault(camera.camera(), List.of()));
      introduce(camera, topics, elsewhere);
    }
    Set<CameraId> known = now.stream().map(CameraNow::camera).collect(Collectors.toSet());
    List.copyOf(cameras.keySet()).stream().filter(it -> !known.contains(it)).forEach(this::forget);
    gone.retainAll(known);
  }

  /** Where it is said of each camera whether it is there. */
  List<String> availabilities() {
    return cameras.values().stream().map(CameraTopics::available).toList();
  }

  private void alerts(CameraTopics topics, List<AlertNow> alerts) {
    for (AlertNow alert : alerts) {
      String state = alert.state().isFiring() ? "ON" : "OFF";
      outbox.set(Rank.STATE, topics.alert(alert.rule().name()), state);
    }
    topics
        .forgetAlerts(alerts.stream().map(it -> it.rule().name()).collect(Collectors.toSet()))
        .forEach(topic -> outbox.remove(Rank.STATE, topic));
  }

  // A device's place is the same for all nodes: the one that has the camera says what it is.
  private void introduce(CameraNow camera, CameraTopics topics, Set<CameraId> elsewhere) {
    if (camera.isConnected()) {
      gone.remove(camera.camera());
    } else if (elsewhere.contains(camera.camera())) {
      gone.add(camera.camera());
    }
    boolean isOurs = !gone.contains(camera.camera());
    settings
        .discovery()
        .map(topics::configTopic)
        .ifPresent(
            topic -> {
              if (isOurs) {
                outbox.set(Rank.CONFIG, topic, Json.of(topics.config()));
              } else {
                outbox.leave(Rank.CONFIG, topic);
              }
            });
  }

  private void states(CameraTopics topics, List<SeriesNow> series) {
    Set<String> zones = new HashSet<>();
    for (SeriesNow now : series) {
      Optional<String> zone = now.series().zone();
      if (zone.isPresent()) {
        zones.add(zone.get());
        zone(topics, zone.get(), now);
      } else {
        outbox.set(Rank.STATE, topics.count(), people(now));
      }
    }
    topics.forgetZones(zones).forEach(topic -> outbox.remove(Rank.STATE, topic));
  }

  private void zone(CameraTopics topics, String zone, SeriesNow now) {
    outbox.set(Rank.STATE, topics.count(zone, now.title()), people(now));
    now.density()
        .ifPresent(
            density ->
                outbox.set(
                    Rank.STATE, topics.density(zone), String.format(Locale.ROOT, "%.2f", density)));
  }

  private void forget(CameraId camera) {
    Optional.ofNullable(cameras.remove(camera)).ifPresent(this::removeAll);
  }

  private void removeAll(CameraTopics topics) {
    settings
        .discovery()
        .ifPresent(prefix -> outbox.remove(Rank.CONFIG, topics.configTopic(prefix)));
    outbox.remove(Rank.AVAILABILITY, topics.available());
    topics.states().forEach(topic -> outbox.remove(Rank.STATE, topic));
  }

  private static String people(SeriesNow now) {
    return String.format(Locale.ROOT, "%.1f", now.last().people());
  }
}
