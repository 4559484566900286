package throng.gpu;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.common.settings.StateHome;
import throng.streams.settings.Block;

/**
 * Where the node keeps what must outlive it: {@code throng.gpu-node.state-folder}. It may not exist
 * yet: who keeps something there makes it.
 *
 * @param path absolute
 */
record StateFolder(Path path) {
  private static final String KEY = "state-folder";

  /** Reads {@code throng.gpu-node}. */
  static StateFolder from(Block node) {
    return from(node, System.getenv(), System.getProperty("user.home"));
  }

  static StateFolder from(Block node, Map<String, String> environment, String home) {
    Path folder =
        node.unless("auto", KEY, key -> Path.of(node.filled(key)))
            .orElseGet(() -> StateHome.of("throng", environment, home));
    return new StateFolder(folder.toAbsolutePath().normalize());
  }

  /** Why nothing can be kept there, for the user; empty: it can. */
  Optional<String> trouble() {
    @Nullable Path exists = path;
    while (exists != null && !Files.exists(exists)) {
      exists = exists.getParent();
    }
    return exists != null && Files.isDirectory(exists) && Files.isWritable(exists)
        ? Optional.empty()
        : Optional.of(cannotBeUsed("it cannot be written"));
  }

  /** Nothing can be kept for that reason, for the user. */
  String cannotBeUsed(String reason) {
    return "Nothing can be kept in %s, since %s: there is no history, and users last as long as this run. Choose a folder that can be written with throng.gpu-node.state-folder."
        .formatted(path, reason);
  }

  /** Another node has it, for the user. */
  String isTaken() {
    return "Another GPU node keeps its own in %s: this one counts without, there is no history, and users last as long as this run. Give it a folder of its own with throng.gpu-node.state-folder."
        .formatted(path);
  }
}
