package throng.gpu.web.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import throng.actors.counts.CameraNow;
import throng.actors.counts.CountHub;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.streams.frame.CameraId;

/**
 * A camera that this node knows: one of its own, or another node's.
 *
 * @param here as it stands at this node; empty: another node counts it
 * @param there as it stands at that node; empty: this one counts it
 */
record Seen(CameraId camera, Optional<CameraNow> here, Optional<CameraElsewhere> there) {

  /**
   * All of them, by name; a camera that has gone to another node is that one's.
   *
   * @param placed those of which people have said something: they are away where no node has them
   * @param nanos now, on the node's monotonic clock
   */
  static List<Seen> all(
      CountHub hub, Elsewhere elsewhere, Collection<CameraId> placed, long nanos) {
    Map<CameraId, CameraElsewhere> others = new LinkedHashMap<>();
    elsewhere.missed().forEach(it -> others.put(it.camera(), it.last()));
    elsewhere.cameras().forEach(it -> others.put(it.camera(), it));
    List<Seen> all = new ArrayList<>();
    for (CameraNow now : hub.cameras()) {
      CameraElsewhere other = others.get(now.camera());
      if (now.isConnected() || other == null || !other.status().isConnected()) {
        others.remove(now.camera());
        all.add(new Seen(now.camera(), Optional.of(now), Optional.empty()));
      }
    }
    others.forEach(
        (camera, other) -> all.add(new Seen(camera, Optional.empty(), Optional.of(other))));
    Set<CameraId> had = all.stream().map(Seen::camera).collect(Collectors.toSet());
    placed.stream()
        .filter(it -> !had.contains(it))
        .forEach(it -> all.add(new Seen(it, Optional.of(away(it, nanos)), Optional.empty())));
    all.sort(Comparator.comparing(seen -> seen.camera().toString()));
    return all;
  }

  private static CameraNow away(CameraId camera, long nanos) {
    return new CameraNow(
        camera, false, false, false, nanos, Optional.empty(), OptionalLong.empty());
  }
}
