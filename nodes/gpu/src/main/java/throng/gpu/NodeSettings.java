package throng.gpu;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import throng.streams.settings.SettingsException;

/**
 * How the node is reached and what it shows, from {@code throng.gpu-node}.
 *
 * @param token what edge nodes must show; empty: nothing
 */
record NodeSettings(
    HostAndPort listen,
    Optional<String> token,
    Duration statusInterval,
    Duration plainStatusInterval) {

  static NodeSettings from(Config node) {
    return new NodeSettings(
        HostAndPort.parse("throng.gpu-node.listen", node.getString("listen")),
        token(node.getString("token-file")),
        interval(node, "status-interval"),
        interval(node, "plain-status-interval"));
  }

  private static Optional<String> token(String file) {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      String token = lines.isEmpty() ? "" : lines.get(0).strip();
      if (token.isEmpty()) {
        throw new SettingsException(
            "throng.gpu-node.token-file: " + file + " is empty; its first line is the token.");
      }
      return Optional.of(token);
    } catch (IOException e) {
      throw new SettingsException("throng.gpu-node.token-file: " + file + " cannot be read.");
    }
  }

  private static Duration interval(Config node, String key) {
    Duration interval = node.getDuration(key);
    if (interval.toMillis() < 100) {
      throw new SettingsException("throng.gpu-node." + key + " must be at least 100ms.");
    }
    return interval;
  }
}
