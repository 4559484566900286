package throng.gpu.publish.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import throng.streams.frame.CameraId;

/** The topics of one camera, and how it introduces itself to Home Assistant. */
final class CameraTopics {
  private static final Duration LEAST_EXPIRY = Duration.ofSeconds(90);
  private static final int MISSED_REPETITIONS = 3;
  private static final int MOST_GONE = 100;
  private static final String ALERT = "alert";
  private static final String SENSOR = "sensor";
  private static final String ALARM = "binary_sensor";

  private final String prefix;
  private final CameraId camera;
  private final String version;
  private final long expiresAfterSeconds;
  private final Map<String, String> zones = new TreeMap<>();
  private final Set<String> densities = new TreeSet<>();
  private final Set<String> alerts = new TreeSet<>();
  // Home Assistant forgets what it is once told to be gone; who was away for longer than so many
  // went begins anew, and then knows of no such component.
  private final Map<String, String> gone =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_GONE;
        }
      };

  /**
   * Those of a camera of which nothing was said yet.
   *
   * @param repeatAfter how often a count is said that does not change
   */
  CameraTopics(String prefix, CameraId camera, String version, Duration repeatAfter) {
    this.prefix = prefix;
    this.camera = camera;
    this.version = version;
    this.expiresAfterSeconds =
        Math.max(
            LEAST_EXPIRY.toSeconds(), repeatAfter.multipliedBy(MISSED_REPETITIONS).toSeconds());
  }

  /** What was said of the camera, for another run. */
  PublishedCamera published() {
    return new PublishedCamera(
        Map.copyOf(zones), List.copyOf(densities), List.copyOf(alerts), new LinkedHashMap<>(gone));
  }

  /** Takes what another run has said for said. */
  void take(PublishedCamera published) {
    published.zones().forEach(zones::putIfAbsent);
    densities.addAll(published.densities());
    alerts.addAll(published.alerts());
    published.gone().forEach(gone::putIfAbsent);
  }

  /** Where the whole node says that it is there. */
  static String nodeAvailable(String prefix) {
    return prefix + "/available";
  }

  String available() {
    return base() + "/available";
  }

  String count() {
    return base() + "/count";
  }

  /**
   * A zone's, from now on one of the camera's.
   *
   * @param title what people see of it
   */
  String count(String zone, String title) {
    zones.put(zone, title);
    return count(zone);
  }

  private String count(String zone) {
    return zone(zone) + "/count";
  }

  /** A zone's, from now on one of those that have it. */
  String density(String zone) {
    densities.add(zone);
    return zone(zone) + "/density";
  }

  // Below alert are the alerts, one of which may be called count.
  private String zone(String zone) {
    return base() + (zone.equals(ALERT) ? "/zone/" : "/") + zone;
  }

  String alert(String name) {
    alerts.add(name);
    return base() + "/" + ALERT + "/" + name;
  }

  /** Of zones that are gone, the topics; from now on they are told to be gone. */
  List<String> forgetZones(Set<String> present) {
    List<String> topics = new ArrayList<>();
    for (String zone : List.copyOf(zones.keySet())) {
      if (!present.contains(zone)) {
        topics.add(count(zone));
        gone.put(countId(zone), SENSOR);
        zones.remove(zone);
        forgetDensity(zone).ifPresent(topics::add);
      }
    }
    return topics;
  }

  /** The topic of a zone's density, which is gone, unless the zone has none. */
  Optional<String> forgetDensity(String zone) {
    if (!densities.contains(zone)) {
      return Optional.empty();
    }
    String topic = density(zone);
    gone.put(densityId(zone), SENSOR);
    densities.remove(zone);
    return Optional.of(topic);
  }

  /** The same as of zones, of alerts. */
  List<String> forgetAlerts(Set<String> present) {
    List<String> topics = new ArrayList<>();
    for (String name : List.copyOf(alerts)) {
      if (!present.contains(name)) {
        topics.add(alert(name));
        gone.put(alertId(name), ALARM);
        alerts.remove(name);
      }
    }
    return topics;
  }

  /** All that says a state. */
  List<String> states() {
    List<String> all = new ArrayList<>(List.of(count()));
    List.copyOf(zones.keySet()).forEach(zone -> all.add(count(zone)));
    List.copyOf(densities).forEach(zone -> all.add(density(zone)));
    List.copyOf(alerts).forEach(name -> all.add(alert(name)));
    return all;
  }

  String configTopic(String discoveryPrefix) {
    return discoveryPrefix + "/device/" + Names.device(camera) + "/config";
  }

  /** The device with all that it has. */
  Map<String, Object> config() {
    return Map.of(
        "device",
        Map.of(
            "identifiers", List.of(Names.device(camera)),
            "name", camera.camera(),
            "suggested_area", camera.node(),
            "manufacturer", "Throng",
            "sw_version", version),
        "origin",
        Map.of("name", "throng", "sw_version", version),
        "availability",
        List.of(Map.of("topic", nodeAvailable(prefix)), Map.of("topic", available())),
        "availability_mode",
        "all",
        "components",
        components());
  }

  private Map<String, Map<String, ?>> components() {
    Map<String, Map<String, ?>> all = new LinkedHashMap<>();
    gone.forEach((id, platform) -> all.put(id, Map.of("platform", platform)));
    all.put("count", people("count", "People", count()));
    for (String zone : List.copyOf(zones.keySet())) {
      all.put(countId(zone), people(countId(zone), "People in " + title(zone), count(zone)));
    }
    for (String zone : List.copyOf(densities)) {
      String id = densityId(zone);
      all.put(id, sensor(id, "Density in " + title(zone), density(zone), "people/m²"));
    }
    for (String name : List.copyOf(alerts)) {
      all.put(alertId(name), alarm(alertId(name), name, alert(name)));
    }
    return all;
  }

  private String title(String zone) {
    return zones.getOrDefault(zone, zone);
  }

  private Map<String, Object> people(String id, String name, String topic) {
    return sensor(id, name, topic, "people");
  }

  private Map<String, Object> sensor(String id, String name, String topic, String unit) {
    Map<String, Object> sensor = component(SENSOR, id, name, topic);
    sensor.put("unit_of_measurement", unit);
    sensor.put("state_class", "measurement");
    sensor.put("expire_after", expiresAfterSeconds);
    return sensor;
  }

  private Map<String, Object> alarm(String id, String name, String topic) {
    Map<String, Object> alarm = component(ALARM, id, "Alert " + name, topic);
    alarm.put("device_class", "problem");
    // In place of the device's: an alert tells of a camera that is silent, or fires on without it.
    alarm.put("availability", List.of(Map.of("topic", nodeAvailable(prefix))));
    return alarm;
  }

  private Map<String, Object> component(String platform, String id, String name, String topic) {
    String unique = Names.device(camera) + "_" + id;
    Map<String, Object> component = new TreeMap<>();
    component.put("platform", platform);
    component.put("unique_id", unique);
    component.put("default_entity_id", platform + "." + unique);
    component.put("name", name);
    component.put("state_topic", topic);
    return component;
  }

  private static String countId(String zone) {
    return "zone_" + Names.part(zone) + "_count";
  }

  private static String densityId(String zone) {
    return "zone_" + Names.part(zone) + "_density";
  }

  private static String alertId(String name) {
    return "alert_" + Names.part(name);
  }

  private String base() {
    return prefix + "/" + camera;
  }
}
