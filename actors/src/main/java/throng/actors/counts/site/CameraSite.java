package throng.actors.counts.site;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.Measure;
import throng.actors.counts.calibration.Calibration;
import throng.actors.counts.place.Ground;
import throng.actors.counts.place.Zone;

/**
 * What is known of one camera's place.
 *
 * @param version grows with each change
 * @param zones by name, masks too
 * @param ground where its picture shows the ground; empty: nobody has measured it
 */
public record CameraSite(
    long version,
    Map<String, Zone> zones,
    Optional<Ground> ground,
    Calibration calibration,
    CameraAbout about) {
  /** Of a camera of which nothing is known. */
  public static final CameraSite NONE =
      new CameraSite(0, Map.of(), Optional.empty(), Calibration.NONE, CameraAbout.NONE);

  /** The most zones, masks too: each is a series of its own. */
  public static final int MOST_ZONES = 32;

  /** Refuses, in a sentence, what does not go together. */
  public CameraSite {
    zones = Collections.unmodifiableMap(new LinkedHashMap<>(zones));
    if (zones.size() > MOST_ZONES) {
      throw new IllegalArgumentException(
          "A camera has at most %d zones: delete one first.".formatted(MOST_ZONES));
    }
    checkGround(zones.values(), ground);
  }

  /** Whether nothing is known but, perhaps, that something was. */
  public boolean isNothing() {
    return zones.isEmpty()
        && ground.isEmpty()
        && calibration.equals(Calibration.NONE)
        && about.equals(CameraAbout.NONE);
  }

  private static void checkGround(Collection<Zone> zones, Optional<Ground> ground) {
    for (Zone zone : zones) {
      if (!zone.isMask() && ground.isPresent()) {
        try {
          var unused = ground.get().squareMetres(zone.outline());
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("Zone " + zone.name() + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** With a zone, in place of one of its name. */
  public CameraSite with(Zone zone) {
    Map<String, Zone> more = new LinkedHashMap<>(zones);
    more.put(zone.name(), zone);
    return new CameraSite(version, more, ground, calibration, about);
  }

  /**
   * Without a zone.
   *
   * @throws IllegalArgumentException in a sentence, if there is none of this name
   */
  public CameraSite without(String zone) {
    Map<String, Zone> rest = new LinkedHashMap<>(zones);
    if (rest.remove(zone) == null) {
      throw new IllegalArgumentException("There is no zone " + zone + ".");
    }
    return new CameraSite(version, rest, ground, calibration, about);
  }

  /** With the ground measured, or not. */
  public CameraSite with(Optional<Ground> measured) {
    return new CameraSite(version, zones, measured, calibration, about);
  }

  /** With its counts calibrated otherwise. */
  public CameraSite with(Calibration calibrated) {
    return new CameraSite(version, zones, ground, calibrated, about);
  }

  /** With what people call it, and how many it holds. */
  public CameraSite with(CameraAbout said) {
    return new CameraSite(version, zones, ground, calibration, said);
  }

  /** Whether there is what a rule for this camera measures. */
  public boolean hasPlaceOf(AlertRule rule) {
    Optional<String> name = rule.where().zone();
    if (name.isEmpty()) {
      return true;
    }
    Zone zone = zones.get(name.get());
    boolean isCounted = zone != null && !zone.isMask();
    return isCounted && !lacksGroundOf(rule);
  }

  /** Whether a rule for this camera measures a density, and nobody has measured the ground. */
  public boolean lacksGroundOf(AlertRule rule) {
    return rule.measure() == Measure.DENSITY && ground.isEmpty();
  }

  /** The ground that a zone covers; empty: there is no such zone, or the ground is not measured. */
  public OptionalDouble squareMetres(String zone) {
    Zone found = zones.get(zone);
    return found == null || found.isMask() || ground.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(ground.get().squareMetres(found.outline()));
  }

  CameraSite version(long newer) {
    return new CameraSite(newer, zones, ground, calibration, about);
  }
}
