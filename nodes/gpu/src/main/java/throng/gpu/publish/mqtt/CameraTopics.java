package throng.gpu.publish.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import throng.streams.frame.CameraId;

/** The topics of one camera, and how it introduces itself to Home Assistant. */
final class CameraTopics {
  private static final int EXPIRES_AFTER_S = 90;
  private static final String ALERT = "alert";

  private final String prefix;
  private final CameraId camera;
  private final String version;
  private final Map<String, String> zones = new TreeMap<>();
  private final Set<String> densities = new TreeSet<>();
  private final Set<String> alerts = new TreeSet<>();
  private final Map<String, Map<String, ?>> gone = new TreeMap<>();

  CameraTopics(String prefix, CameraId camera, String version) {
    this.prefix = prefix;
    this.camera = camera;
    this.version = version;
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
        gone.put(countId(zone), Map.of("platform", "sensor"));
        zones.remove(zone);
        if (densities.contains(zone)) {
          topics.add(density(zone));
          gone.put(densityId(zone), Map.of("platform", "sensor"));
          densities.remove(zone);
        }
      }
    }
    return topics;
  }

  /** The same of alerts. */
  List<String> forgetAlerts(Set<String> present) {
    List<String> topics = new ArrayList<>();
    for (String name : List.copyOf(alerts)) {
      if (!present.contains(name)) {
        topics.add(alert(name));
        gone.put(alertId(name), Map.of("platform", "binary_sensor"));
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
    Map<String, Map<String, ?>> all = new LinkedHashMap<>(gone);
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
    Map<String, Object> sensor = component("sensor", id, name, topic);
    sensor.put("unit_of_measurement", unit);
    sensor.put("state_class", "measurement");
    sensor.put("expire_after", EXPIRES_AFTER_S);
    return sensor;
  }

  private Map<String, Object> alarm(String id, String name, String topic) {
    Map<String, Object> alarm = component("binary_sensor", id, "Alert " + name, topic);
    alarm.put("device_class", "problem");
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
