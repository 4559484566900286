package throng.actors.counts.site;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import throng.actors.counts.place.DensityBands;

/** Groups and density bands, as the state's file has them. */
final class WideJson {
  private WideJson() {}

  static Map<String, Object> write(SiteWide wide) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("version", wide.version());
    keys.put("groups", wide.groups().values().stream().map(WideJson::write).toList());
    wide.bands().ifPresent(it -> keys.put("density-bands", write(it)));
    return keys;
  }

  static SiteWide read(Config wide) {
    SiteWide read = SiteWide.NONE.version(wide.getLong("version"));
    for (Config group : wide.getConfigList("groups")) {
      read = read.with(group(group));
    }
    return wide.hasPath("density-bands")
        ? read.with(Optional.of(bands(wide.getConfig("density-bands"))))
        : read;
  }

  private static Map<String, Object> write(CameraGroup group) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", group.name());
    keys.put("title", group.title());
    keys.put("cameras", group.cameras());
    group.capacity().ifPresent(people -> keys.put(SiteJson.CAPACITY, people));
    return keys;
  }

  private static CameraGroup group(Config group) {
    return new CameraGroup(
        group.getString("name"),
        group.getString("title"),
        group.getStringList("cameras"),
        SiteJson.capacity(group));
  }

  private static Map<String, Object> write(DensityBands bands) {
    return Map.of(
        "slowed", bands.slowed(), "contact", bands.contact(), "critical", bands.critical());
  }

  private static DensityBands bands(Config bands) {
    return new DensityBands(
        bands.getDouble("slowed"), bands.getDouble("contact"), bands.getDouble("critical"));
  }
}
