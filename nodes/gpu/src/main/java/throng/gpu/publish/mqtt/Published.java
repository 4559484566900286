package throng.gpu.publish.mqtt;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import throng.gpu.publish.Json;
import throng.gpu.publish.mqtt.Outbox.Rank;
import throng.streams.frame.CameraId;

/**
 * What a broker retains of a node, so that the next start can take back what is not so any more.
 *
 * @param prefix what its topics begin with
 * @param discovery where Home Assistant was told of devices
 * @param cameras those that were there last come last
 * @param removals the topics of which nothing is to be retained, and the broker was not told
 */
record Published(
    String prefix,
    Optional<String> discovery,
    Map<CameraId, PublishedCamera> cameras,
    Map<Rank, List<String>> removals) {

  /** As text, from which it can be read again. */
  String text() {
    List<Map<String, Object>> all = new ArrayList<>();
    cameras.forEach(
        (camera, its) -> {
          Map<String, Object> fields = new LinkedHashMap<>(its.fields());
          fields.put("node", camera.node());
          fields.put("camera", camera.camera());
          all.add(fields);
        });
    Map<String, List<String>> topics = new LinkedHashMap<>();
    removals.forEach((rank, names) -> topics.put(rank.name(), names));
    return Json.of(
        Map.of(
            "prefix",
            prefix,
            "discovery",
            discovery.stream().toList(),
            "cameras",
            all,
            "removals",
            topics));
  }

  /** What a text says; empty: it is none of these. */
  static Optional<Published> of(String text) {
    try {
      Config fields = ConfigFactory.parseString(text);
      Map<CameraId, PublishedCamera> cameras = new LinkedHashMap<>();
      for (Config camera : fields.getConfigList("cameras")) {
        cameras.put(
            new CameraId(camera.getString("node"), camera.getString("camera")),
            PublishedCamera.of(camera));
      }
      return Optional.of(
          new Published(
              fields.getString("prefix"),
              fields.getStringList("discovery").stream().findFirst(),
              cameras,
              removals(fields.getObject("removals"))));
    } catch (ConfigException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static Map<Rank, List<String>> removals(ConfigObject byRank) {
    Map<Rank, List<String>> all = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigValue> entry : byRank.entrySet()) {
      Config topics = entry.getValue().atKey("topics");
      all.put(Rank.valueOf(entry.getKey()), topics.getStringList("topics"));
    }
    return all;
  }
}
