package throng.gpu;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
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

  static NodeSettings from(Block node) {
    return new NodeSettings(
        node.place("listen"),
        node.located("token-file", file -> TokenFile.read(file, Path.of(""))),
        node.time("status-interval", "100ms", "1d"),
        node.time("plain-status-interval", "100ms", "1d"));
  }
}
