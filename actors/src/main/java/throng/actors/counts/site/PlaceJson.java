package throng.actors.counts.site;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import throng.actors.counts.place.Ground;
import throng.actors.counts.place.GroundPoint;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.PicturePoint;
import throng.actors.counts.place.Zone;

/** Zones and ground, as the state's file has them. */
final class PlaceJson {
  private PlaceJson() {}

  static Map<String, Object> write(Zone zone) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", zone.name());
    keys.put("title", zone.title());
    keys.put("mask", zone.isMask());
    zone.capacity().ifPresent(people -> keys.put(SiteJson.CAPACITY, people));
    keys.put("points", picture(zone.outline().points()));
    return keys;
  }

  static Zone zone(Config zone) {
    return new Zone(
        zone.getString("name"),
        zone.getString(zone.hasPath("title") ? "title" : "name"),
        zone.getBoolean("mask") ? Zone.Kind.MASK : Zone.Kind.COUNTED,
        new Outline(picture(zone, "points")),
        SiteJson.capacity(zone));
  }

  static Map<String, Object> write(Ground ground) {
    return Map.of(
        "picture",
        picture(ground.picture()),
        "metres",
        ground.metres().stream().map(it -> List.of(it.x(), it.y())).toList());
  }

  static Ground ground(Config ground) {
    return new Ground(
        picture(ground, "picture"),
        SiteJson.pairs(ground, "metres").stream()
            .map(it -> new GroundPoint(it[0], it[1]))
            .toList());
  }

  private static List<List<Double>> picture(List<PicturePoint> points) {
    return points.stream().map(it -> List.of(it.x(), it.y())).toList();
  }

  private static List<PicturePoint> picture(Config config, String key) {
    return SiteJson.pairs(config, key).stream().map(it -> new PicturePoint(it[0], it[1])).toList();
  }
}
