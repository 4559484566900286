package throng.actors.serving;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import throng.streams.frame.CameraId;
import throng.streams.settings.Block;
import throng.streams.settings.Said;

/**
 * Which network counts a camera that asks for none: {@code throng.gpu-node.camera-models}.
 *
 * @param byCamera the network's name, by {@code node/camera} or {@code node/*}
 */
public record CameraModels(Map<String, Said> byCamera) {
  /** All cameras are counted by the same network. */
  public static final CameraModels NONE = new CameraModels(Map.of());

  private static final String KEY = "camera-models";

  public CameraModels {
    byCamera = new TreeMap<>(byCamera);
  }

  /** Reads {@code throng.gpu-node}. */
  public static CameraModels from(Block gpuNode) {
    Map<String, Said> all = gpuNode.saids(KEY);
    for (String camera : all.keySet()) {
      if (!CameraId.isOneOrAll(camera)) {
        throw gpuNode.wrong(KEY, "must name cameras such as \"lobby/door\" or \"lobby/*\"");
      }
    }
    return new CameraModels(all);
  }

  /** Whom the network of this name counts by the table, one entry; empty: nobody. */
  Optional<String> countedBy(String network) {
    return byCamera.entrySet().stream()
        .filter(entry -> entry.getValue().text().equals(network))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The name of the network that counts a camera; empty: the table does not say. */
  Optional<String> of(CameraId camera) {
    return Optional.ofNullable(byCamera.get(camera.toString()))
        .or(() -> Optional.ofNullable(byCamera.get(camera.node() + "/*")))
        .map(Said::text);
  }
}
