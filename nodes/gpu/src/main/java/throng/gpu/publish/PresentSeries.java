package throng.gpu.publish;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import throng.actors.counts.CameraNow;
import throng.actors.counts.Freshness;
import throng.actors.counts.live.SeriesNow;
import throng.streams.frame.CameraId;

/** Which series may be published as they stand: those of cameras that are there and count. */
public final class PresentSeries {
  private PresentSeries() {}

  /**
   * Those of each camera that is there, in the cameras' order.
   *
   * @param nanos now, on the node's monotonic clock
   */
  public static Map<CameraId, List<SeriesNow>> of(
      List<CameraNow> cameras, List<SeriesNow> series, long nanos) {
    Map<CameraId, List<SeriesNow>> byCamera =
        series.stream().collect(Collectors.groupingBy(it -> it.series().camera()));
    Map<CameraId, List<SeriesNow>> present = new LinkedHashMap<>();
    for (CameraNow camera : cameras) {
      if (isPresent(camera, nanos)) {
        present.put(camera.camera(), byCamera.getOrDefault(camera.camera(), List.of()));
      }
    }
    return present;
  }

  private static boolean isPresent(CameraNow camera, long nanos) {
    return camera.isConnected() && camera.freshness(nanos) != Freshness.SILENT;
  }
}
