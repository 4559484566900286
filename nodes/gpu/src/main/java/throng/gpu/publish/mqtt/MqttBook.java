package throng.gpu.publish.mqtt;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import throng.actors.counts.CameraNow;
import throng.actors.counts.Freshness;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertNow;
import throng.gpu.publish.Json;
import throng.gpu.publish.mqtt.Outbox.Rank;
import throng.streams.frame.CameraId;

/** What is to be said of which camera. One thread's. */
final class MqttBook {
  private final MqttSettings settings;
  private final Function<Series, OptionalDouble> squareMetres;
  private final String version;
  private final Outbox outbox;
  private final Map<CameraId, CameraTopics> cameras = new HashMap<>();

  MqttBook(
      MqttSettings settings,
      Function<Series, OptionalDouble> squareMetres,
      String version,
      Outbox outbox) {
    this.settings = settings;
    this.squareMetres = squareMetres;
    this.version = version;
    this.outbox = outbox;
  }

  /**
   * Everything as it is at this moment.
   *
   * @param nanos now, on the node's monotonic clock
   */
  void update(
      List<CameraNow> now, Map<String, SecondMean> seconds, List<AlertNow> alerts, long nanos) {
    outbox.set(Rank.AVAILABILITY, CameraTopics.nodeAvailable(settings.prefix()), "online");
    Map<CameraId, List<AlertNow>> byCamera =
        alerts.stream().collect(Collectors.groupingBy(it -> it.rule().where().camera()));
    for (CameraNow camera : now) {
      CameraTopics topics =
          cameras.computeIfAbsent(
              camera.camera(), id -> new CameraTopics(settings.prefix(), id, version));
      update(camera, topics, seconds, nanos);
      alerts(topics, byCamera.getOrDefault(camera.camera(), List.of()));
      introduce(topics);
    }
    Set<CameraId> known = now.stream().map(CameraNow::camera).collect(Collectors.toSet());
    List.copyOf(cameras.keySet()).stream().filter(it -> !known.contains(it)).forEach(this::forget);
  }

  private void update(
      CameraNow camera, CameraTopics topics, Map<String, SecondMean> seconds, long nanos) {
    boolean isThere = camera.isConnected() && camera.freshness(nanos) != Freshness.SILENT;
    outbox.set(Rank.AVAILABILITY, topics.available(), isThere ? "online" : "offline");
    if (isThere) {
      states(camera.camera(), topics, seconds);
    }
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

  private void introduce(CameraTopics topics) {
    settings
        .discovery()
        .ifPresent(
            prefix ->
                outbox.set(Rank.CONFIG, topics.configTopic(prefix), Json.of(topics.config())));
  }

  private void states(CameraId camera, CameraTopics topics, Map<String, SecondMean> seconds) {
    SecondMean whole = seconds.get(camera.toString());
    if (whole == null) {
      return;
    }
    outbox.set(Rank.STATE, topics.count(), people(whole.people()));
    List<SecondMean> zones =
        seconds.values().stream()
            .filter(it -> it.series().camera().equals(camera) && it.series().zone().isPresent())
            .toList();
    zones.forEach(zone -> zone(topics, zone));
    topics
        .forgetZones(zones.stream().map(MqttBook::name).collect(Collectors.toSet()))
        .forEach(topic -> outbox.remove(Rank.STATE, topic));
  }

  private void zone(CameraTopics topics, SecondMean zone) {
    outbox.set(Rank.STATE, topics.count(name(zone)), people(zone.people()));
    OptionalDouble area = squareMetres.apply(zone.series());
    if (area.isPresent()) {
      double density = zone.people() / area.getAsDouble();
      outbox.set(
          Rank.STATE, topics.density(name(zone)), String.format(Locale.ROOT, "%.2f", density));
    }
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

  private static String name(SecondMean zone) {
    return zone.series().zone().orElse("");
  }

  private static String people(double people) {
    return String.format(Locale.ROOT, "%.1f", people);
  }
}
