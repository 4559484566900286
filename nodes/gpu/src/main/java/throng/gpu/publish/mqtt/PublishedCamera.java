package throng.gpu.publish.mqtt;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a broker has of a camera.
 *
 * @param zones what people see of each, by its name
 * @param densities the zones that have one
 * @param gone the platforms of what Home Assistant is to forget, by its component's name, the
 *     longest gone first
 */
record PublishedCamera(
    Map<String, String> zones,
    List<String> densities,
    List<String> alerts,
    Map<String, String> gone) {

  Map<String, Object> fields() {
    return Map.of(
        "zones",
        zones,
        "densities",
        densities,
        "alerts",
        alerts,
        // Objects of JSON have no order.
        "gone",
        List.copyOf(gone.keySet()),
        "platforms",
        List.copyOf(gone.values()));
  }

  static PublishedCamera of(Config fields) {
    Map<String, String> zones = new TreeMap<>();
    fields
        .getObject("zones")
        .forEach((zone, title) -> zones.put(zone, String.valueOf(title.unwrapped())));
    List<String> components = fields.getStringList("gone");
    List<String> platforms = fields.getStringList("platforms");
    Map<String, String> gone = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(components.size(), platforms.size()); i++) {
      gone.put(components.get(i), platforms.get(i));
    }
    return new PublishedCamera(
        zones, fields.getStringList("densities"), fields.getStringList("alerts"), gone);
  }
}
