package throng.gpu;

import java.nio.file.Path;
import throng.streams.settings.Block;

/** Where networks lie that come while the node runs: {@code throng.gpu-node.models-folder}. */
final class ModelsFolder {
  private static final String KEY = "models-folder";

  private ModelsFolder() {}

  /** Reads {@code throng.gpu-node}; absolute. */
  static Path of(Block node) {
    return StateFolder.from(node).path().resolve(node.filled(KEY));
  }
}
