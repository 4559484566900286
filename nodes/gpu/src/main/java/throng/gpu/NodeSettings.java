package throng.gpu;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import throng.streams.settings.SettingsException;
import throng.streams.settings.TokenFile;

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
        TokenFile.read(node.getString("token-file"), Path.of("")),
        interval(node, "status-interval"),
        interval(node, "plain-status-interval"));
  }

  private static Duration interval(Config node, String key) {
    Duration interval = node.getDuration(key);
    if (interval.toMillis() < 100) {
      throw new SettingsException("throng.gpu-node." + key + " must be at least 100ms.");
    }
    return interval;
  }
}
