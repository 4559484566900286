package throng.gpu.web.live;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import throng.actors.counts.place.PlaceSums;
import throng.actors.counts.place.Zone;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;

/**
 * Where people are in each camera's newest picture, masks left out: made once for all who watch, as
 * it takes its time. Any thread may use it.
 */
final class Heats {
  private final Map<CameraId, Heat> byCamera = new ConcurrentHashMap<>();

  private record Heat(DensityMap map, Map<String, Zone> zones, PlaceSums sums, HeatBytes bytes) {}

  /**
   * A picture's.
   *
   * @param zones of that camera, by name
   */
  HeatBytes of(CameraId camera, DensityMap map, Map<String, Zone> zones) {
    return byCamera
        .compute(
            camera, (key, before) -> before == null ? first(map, zones) : next(before, map, zones))
        .bytes();
  }

  /** Forgets all others. */
  void retain(Set<CameraId> cameras) {
    byCamera.keySet().retainAll(cameras);
  }

  private static Heat first(DensityMap map, Map<String, Zone> zones) {
    return made(map, zones, new PlaceSums(zones.values()));
  }

  private static Heat next(Heat before, DensityMap map, Map<String, Zone> zones) {
    if (!before.zones().equals(zones)) {
      return first(map, zones);
    }
    return before.map() == map ? before : made(map, zones, before.sums());
  }

  private static Heat made(DensityMap map, Map<String, Zone> zones, PlaceSums sums) {
    return new Heat(map, zones, sums, HeatBytes.of(map, sums.unmasked(map)));
  }
}
