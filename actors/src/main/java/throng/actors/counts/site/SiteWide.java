package throng.actors.counts.site;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import throng.actors.counts.place.DensityBands;

/**
 * What people have said of no single camera.
 *
 * @param version grows with each change
 * @param groups by name
 * @param bands in place of those of the settings; empty: those hold
 */
public record SiteWide(
    long version, Map<String, CameraGroup> groups, Optional<DensityBands> bands) {
  /** Of a site of which nothing is known. */
  public static final SiteWide NONE = new SiteWide(0, Map.of(), Optional.empty());

  private static final int MOST = 200;

  public SiteWide {
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    if (groups.size() > MOST) {
      throw new IllegalArgumentException(
          "There can be at most %d groups: delete one first.".formatted(MOST));
    }
  }

  /** With a group, in place of one of its name. */
  public SiteWide with(CameraGroup group) {
    Map<String, CameraGroup> more = new LinkedHashMap<>(groups);
    more.put(group.name(), group);
    return new SiteWide(version, more, bands);
  }

  /**
   * Without a group.
   *
   * @throws IllegalArgumentException in a sentence, if there is none of this name
   */
  public SiteWide without(String group) {
    Map<String, CameraGroup> rest = new LinkedHashMap<>(groups);
    if (rest.remove(group) == null) {
      throw new IllegalArgumentException("There is no group " + group + ".");
    }
    return new SiteWide(version, rest, bands);
  }

  /** With bands of its own, or those of the settings. */
  public SiteWide with(Optional<DensityBands> own) {
    return new SiteWide(version, groups, own);
  }

  SiteWide version(long newer) {
    return new SiteWide(newer, groups, bands);
  }
}
