package throng.gpu.web.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import throng.actors.counts.RecentSeconds;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.streams.frame.CameraId;

/** The last minutes of cameras that other nodes count, as these tell each second. */
final class RemoteSeconds {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Map<CameraId, RecentSeconds> byCamera = new HashMap<>();
  private long newest;
  private boolean hasBegun;

  /**
   * Takes a second, once; to be called more often than that.
   *
   * @param nanos now, on the node's monotonic clock
   */
  synchronized void add(Iterable<CameraElsewhere> cameras, long nanos) {
    long second = Math.floorDiv(nanos, SECOND);
    if (hasBegun && second == newest) {
      return;
    }
    hasBegun = true;
    newest = second;
    Set<CameraId> known = new HashSet<>();
    for (CameraElsewhere camera : cameras) {
      known.add(camera.camera());
      RecentSeconds recent = byCamera.computeIfAbsent(camera.camera(), any -> new RecentSeconds());
      Optional<Double> people = RemoteStates.people(camera, nanos);
      people.ifPresent(it -> recent.add(second, it));
    }
    byCamera.keySet().retainAll(known);
  }

  /** A camera's last ones, the oldest first; not a number: a gap. */
  synchronized double[] of(CameraId camera, int count) {
    return byCamera.getOrDefault(camera, new RecentSeconds()).last(count, newest);
  }
}
