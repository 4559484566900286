package throng.gpu.web.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import throng.streams.frame.CameraId;

/**
 * What a page wants to be sent from now on; it takes the place of what it wanted before.
 *
 * @param state whether it wants every camera's state each second
 * @param pictures how many pictures a second of which camera, {@code node/camera}
 */
record Subscription(
    @JsonProperty(required = true) boolean state,
    @JsonProperty(required = true) Map<String, Double> pictures) {
  static final Subscription NOTHING = new Subscription(false, Map.of());

  private static final int MOST = 1000;

  /** The cameras with the time between two pictures; names and rates that are none are left out. */
  Map<CameraId, Long> intervalNanos(double maxRate) {
    Map<CameraId, Long> intervals = new HashMap<>();
    pictures.forEach(
        (name, rate) -> {
          Optional<CameraId> camera = CameraId.parse(name);
          if (camera.isPresent() && rate != null && rate > 0 && intervals.size() < MOST) {
            intervals.put(camera.get(), (long) (1e9 / Math.min(rate, maxRate)));
          }
        });
    return intervals;
  }

  static Optional<CameraId> camera(String node, String camera) {
    return CameraId.isName(node) && CameraId.isName(camera)
        ? Optional.of(new CameraId(node, camera))
        : Optional.empty();
  }
}
