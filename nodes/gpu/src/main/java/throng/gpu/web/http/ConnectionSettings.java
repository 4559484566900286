package throng.gpu.web.http;

import java.time.Duration;
import throng.streams.settings.Block;

/**
 * What bounds the page's connections: {@code throng.gpu-node.web.connections}.
 *
 * @param most how many may be open
 * @param headers how long a request may take to become whole
 * @param body how long its body may take after that
 * @param idle how long nothing may be read or written
 */
public record ConnectionSettings(int most, Duration headers, Duration body, Duration idle) {
  private static final int SHARE_OF_STRANGERS = 4;

  /** How many of them are for who has not shown yet who they are. */
  public int mostStrangers() {
    return most / SHARE_OF_STRANGERS;
  }

  /** Reads {@code throng.gpu-node.web}. */
  public static ConnectionSettings from(Block web) {
    Block connections = web.block("connections");
    return new ConnectionSettings(
        connections.whole("most", 8, 100_000),
        connections.time("headers-within", "1s", "1h"),
        connections.time("body-within", "1s", "1h"),
        connections.time("idle", "6s", "1h"));
  }
}
