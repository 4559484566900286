package throng.streams.tcp;

import com.typesafe.config.Config;
import throng.streams.settings.SettingsException;

/**
 * What bounds the connections that a GPU node accepts: {@code throng.gpu-node.listener}.
 *
 * @param maxConnections how many may be open; a further one is closed at once
 * @param backlog how many may wait in the kernel to be accepted
 * @param socketBuffer the kernel's buffer of one connection in each direction, in bytes
 */
public record ListenerSettings(int maxConnections, int backlog, int socketBuffer) {

  public ListenerSettings {
    atLeastOne("max-connections", maxConnections);
    atLeastOne("backlog", backlog);
    atLeastOne("socket-buffer", socketBuffer);
  }

  /** Reads {@code throng.gpu-node}. */
  public static ListenerSettings from(Config gpuNode) {
    Config listener = gpuNode.getConfig("listener");
    return new ListenerSettings(
        listener.getInt("max-connections"),
        listener.getInt("backlog"),
        Math.toIntExact(listener.getMemorySize("socket-buffer").toBytes()));
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new SettingsException(
          "throng.gpu-node.listener." + key + " must be at least 1, not " + value);
    }
  }
}
