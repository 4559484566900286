package throng.gpu.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import throng.actors.counts.CameraNow;
import throng.actors.counts.Freshness;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.streams.frame.CameraId;

/**
 * The newest second of each series, for as long as it may be taken for the present one. Any thread
 * may use it; it holds no more series than the cameras that it is last asked about have.
 */
public final class LatestSeconds {
  /** A zone that has no second beside its camera's newest ones is gone. */
  private static final long BESIDE = 2;

  private final Map<Series, SecondMean> newest = new HashMap<>();

  /** Seconds that have ended. */
  public synchronized void accept(List<SecondMean> seconds) {
    seconds.forEach(second -> newest.put(second.series(), second));
  }

  /**
   * Those of cameras that are connected and count, by name.
   *
   * @param cameras all that are known; what belongs to others is forgotten
   * @param nanos now, on the node's monotonic clock
   */
  public synchronized Map<String, SecondMean> current(List<CameraNow> cameras, long nanos) {
    Set<CameraId> known =
        cameras.stream().map(CameraNow::camera).collect(Collectors.toUnmodifiableSet());
    newest.keySet().removeIf(series -> !known.contains(series.camera()));
    Map<String, SecondMean> current = new TreeMap<>();
    for (CameraNow camera : cameras) {
      if (camera.isConnected() && camera.freshness(nanos) != Freshness.SILENT) {
        of(camera.camera()).forEach(it -> current.put(it.series().toString(), it));
      }
    }
    return current;
  }

  private List<SecondMean> of(CameraId camera) {
    List<SecondMean> all =
        newest.values().stream().filter(it -> it.series().camera().equals(camera)).toList();
    long last = all.stream().mapToLong(SecondMean::epochSecond).max().orElse(0);
    newest
        .values()
        .removeIf(it -> it.series().camera().equals(camera) && it.epochSecond() < last - BESIDE);
    return all.stream().filter(it -> it.epochSecond() >= last - BESIDE).toList();
  }
}
