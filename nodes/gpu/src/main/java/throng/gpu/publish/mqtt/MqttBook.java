package throng.gpu.publish.mqtt;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import throng.actors.counts.CameraNow;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.live.SeriesNow;
import throng.gpu.publish.Json;
import throng.gpu.publish.mqtt.Outbox.Rank;
import throng.streams.frame.CameraId;

/** What is to be said of which camera. One thread's. */
final class MqttBook {
  /** More than come and go in a site; edge nodes choose names. */
  private static final int MOST_ABSENT = 1000;

  private final MqttSettings settings;
  private final String version;
  private final Outbox outbox;
  private final Map<CameraId, CameraTopics> cameras = new HashMap<>();
  // Gone to other nodes, and not come back: those introduce them.
  private final Set<CameraId> gone = new HashSet<>();
  // Of those that an earlier run has told of, something may be retained that this one has not said.
  private final Set<CameraId> earlier = new HashSet<>();
  // Of an earlier run, and not come in this one; those that were there last come last.
  private final Set<CameraId> absent = new LinkedHashSet<>();

  /**
   * What other nodes have.
   *
   * @param cameras those that are connected there
   * @param areHeard whether all of them are known by now
   */
  record Others(Set<CameraId> cameras, boolean areHeard) {}

  MqttBook(MqttSettings settings, String version, Outbox outbox) {
    this.settings = settings;
    this.version = version;
    this.outbox = outbox;
  }

  /**
   * Everything as it is at this moment.
   *
   * @param series of the cameras that are there, and of no others
   */
  void update(
      List<CameraNow> now,
      Others others,
      Map<CameraId, List<SeriesNow>> series,
      List<AlertNow> alerts) {
    outbox.set(Rank.AVAILABILITY, CameraTopics.nodeAvailable(settings.prefix()), "online");
    Map<CameraId, List<AlertNow>> byCamera =
        alerts.stream().collect(Collectors.groupingBy(it -> it.rule().where().camera()));
    for (CameraNow camera : now) {
      absent.remove(camera.camera());
      CameraTopics topics = topics(camera.camera());
      List<SeriesNow> its = series.get(camera.camera());
      outbox.set(Rank.AVAILABILITY, topics.available(), its == null ? "offline" : "online");
      if (its != null && !its.isEmpty()) {
        states(topics, its);
      }
      alerts(topics, byCamera.getOrDefault(camera.camera(), List.of()));
      introduce(camera, topics, others);
    }
    absent.forEach(it -> absent(it, byCamera.getOrDefault(it, List.of()), others));
    Set<CameraId> known = now.stream().map(CameraNow::camera).collect(Collectors.toSet());
    known.addAll(absent);
    List.copyOf(cameras.keySet()).stream().filter(it -> !known.contains(it)).forEach(this::forget);
    gone.retainAll(known);
  }

  private CameraTopics topics(CameraId camera) {
    return cameras.computeIfAbsent(camera, id -> topics(settings.prefix(), id));
  }

  private CameraTopics topics(String prefix, CameraId camera) {
    return new CameraTopics(prefix, camera, version, settings.repeatAfter());
  }

  /**
   * Takes over what an earlier run has said: it may have been killed, and its settings may have
   * been others.
   */
  void take(Published left) {
    left.removals().forEach((rank, names) -> names.forEach(it -> outbox.removeUnlessSet(rank, it)));
    boolean isSamePlace = left.prefix().equals(settings.prefix());
    if (!isSamePlace) {
      outbox.remove(Rank.AVAILABILITY, CameraTopics.nodeAvailable(left.prefix()));
    }
    int tooMany = left.cameras().size() - MOST_ABSENT;
    for (Map.Entry<CameraId, PublishedCamera> entry : left.cameras().entrySet()) {
      if (!isSamePlace || (tooMany-- > 0 && !cameras.containsKey(entry.getKey()))) {
        CameraTopics before = topics(left.prefix(), entry.getKey());
        before.take(entry.getValue());
        removeAll(before, left.discovery(), outbox::remove);
      } else {
        takeCamera(left.discovery(), entry.getKey(), entry.getValue());
      }
    }
  }

  private void takeCamera(Optional<String> discovery, CameraId camera, PublishedCamera published) {
    earlier.add(camera);
    if (!cameras.containsKey(camera)) {
      absent.add(camera);
    }
    CameraTopics topics = topics(camera);
    topics.take(published);
    if (!discovery.equals(settings.discovery())) {
      discovery.ifPresent(it -> outbox.remove(Rank.CONFIG, topics.configTopic(it)));
    }
  }

  /** All that the broker has, or is about to have, of this node. */
  Published published() {
    Map<CameraId, PublishedCamera> all = new LinkedHashMap<>();
    absent.forEach(it -> all.put(it, topics(it).published()));
    cameras.forEach((camera, topics) -> all.putIfAbsent(camera, topics.published()));
    return new Published(settings.prefix(), settings.discovery(), all, outbox.removals());
  }

  // What Home Assistant knows of it stays, but for alerts: rules come and go without their camera.
  private void absent(CameraId camera, List<AlertNow> alerts, Others others) {
    CameraTopics topics = topics(camera);
    outbox.set(Rank.AVAILABILITY, topics.available(), "offline");
    if (!others.areHeard()) {
      return;
    }
    Set<String> before = Set.copyOf(topics.published().alerts());
    alerts(topics, alerts);
    if (!before.equals(Set.copyOf(topics.published().alerts()))
        && !others.cameras().contains(camera)) {
      settings
          .discovery()
          .map(topics::configTopic)
          .ifPresent(topic -> outbox.set(Rank.CONFIG, topic, Json.of(topics.config())));
    }
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

  // A device's place is the same for all nodes: the one that has the camera says what it is. One
  // that is not connected may have gone to a node that was not heard yet.
  private void introduce(CameraNow camera, CameraTopics topics, Others others) {
    if (camera.isConnected()) {
      gone.remove(camera.camera());
    } else if (others.cameras().contains(camera.camera())) {
      gone.add(camera.camera());
    }
    boolean isOurs = !gone.contains(camera.camera());
    boolean isKnown = camera.isConnected() || others.areHeard();
    settings
        .discovery()
        .map(topics::configTopic)
        .ifPresent(
            topic -> {
              if (!isOurs) {
                outbox.leave(Rank.CONFIG, topic);
              } else if (isKnown) {
                outbox.set(Rank.CONFIG, topic, Json.of(topics.config()));
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
    if (now.density().isPresent()) {
      String density = String.format(Locale.ROOT, "%.2f", now.density().getAsDouble());
      outbox.set(Rank.STATE, topics.density(zone), density);
    } else {
      topics.forgetDensity(zone).ifPresent(topic -> outbox.remove(Rank.STATE, topic));
    }
  }

  private void forget(CameraId camera) {
    Optional<String> discovery = gone.contains(camera) ? Optional.empty() : settings.discovery();
    BiConsumer<Rank, String> remover =
        earlier.remove(camera) ? outbox::remove : outbox::removeIfSaid;
    Optional.ofNullable(cameras.remove(camera)).ifPresent(it -> removeAll(it, discovery, remover));
  }

  private static void removeAll(
      CameraTopics topics, Optional<String> discovery, BiConsumer<Rank, String> remover) {
    discovery.ifPresent(prefix -> remover.accept(Rank.CONFIG, topics.configTopic(prefix)));
    remover.accept(Rank.AVAILABILITY, topics.available());
    topics.states().forEach(topic -> remover.accept(Rank.STATE, topic));
  }

  private static String people(SeriesNow now) {
    return String.format(Locale.ROOT, "%.1f", now.last().people());
  }
}
