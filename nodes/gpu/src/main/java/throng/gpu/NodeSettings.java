package throng.gpu;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
    String host,
    int port,
    Optional<String> token,
    Duration statusInterval,
    Duration plainStatusInterval) {

  static NodeSettings from(Config node) {
    String listen = node.getString("listen");
    int colon = listen.lastIndexOf(':');
    return new NodeSettings(
        host(listen, colon),
        port(listen, colon),
        token(node.getString("token-file")),
        interval(node, "status-interval"),
        interval(node, "plain-status-interval"));
  }

  /** Whether other machines can reach it. */
  boolean isBeyondLoopback() {
    try {
      return !InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  private static String host(String listen, int colon) {
    String host = colon < 0 ? "" : listen.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isBlank()) {
      throw wrongAddress(listen);
    }
    return host;
  }

  private static int port(String listen, int colon) {
    try {
      int port = Integer.parseInt(listen.substring(colon + 1));
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a port that is out of range.
    }
    throw wrongAddress(listen);
  }

  private static SettingsException wrongAddress(String listen) {
    return new SettingsException(
        "throng.gpu-node.listen must be host:port with a port of 0 to 65535, like 127.0.0.1:7600,"
            + " not \""
            + listen
            + "\".");
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
