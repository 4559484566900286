package throng.streams.tcp;

import com.typesafe.config.Config;
import throng.streams.settings.SettingsException;

/**
 * What bounds the connections that a GPU node accepts: {@code throng.gpu-node.listener}.
 *
 * @param maxConnections how many may be open; a further one is closed at once
 * @param maxUnadmitted how many of them may be of peers that have not been admitted; for a further
 *     one another is closed
 * @param backlog how many may wait in the kernel to be accepted
 * @param socketBuffer the kernel's buffer of one connection in each direction, in bytes
 * @param spareDescriptors how many descriptors are kept from connections
 */
public record ListenerSettings(
    int maxConnections, int maxUnadmitted, int backlog, int socketBuffer, int spareDescriptors) {
  private static final String BLOCK = "throng.gpu-node.listener.";

  public ListenerSettings {
    atLeastOne("max-connections", maxConnections);
    atLeastOne("max-unadmitted", maxUnadmitted);
    atLeastOne("backlog", backlog);
    atLeastOne("socket-buffer", socketBuffer);
    atLeastOne("spare-descriptors", spareDescriptors);
  }

  /**
   * Reads {@code throng.gpu-node}.
   *
   * @param maxSessions how many peers may be admitted at once
   */
  public static ListenerSettings from(Config gpuNode, int maxSessions) {
    Config listener = gpuNode.getConfig("listener");
    int maxUnadmitted = listener.getInt("max-unadmitted");
    return new ListenerSettings(
        maxConnections(listener, maxSessions, maxUnadmitted),
        maxUnadmitted,
        listener.getInt("backlog"),
        Math.toIntExact(listener.getMemorySize("socket-buffer").toBytes()),
        listener.getInt("spare-descriptors"));
  }

  private static int maxConnections(Config listener, int maxSessions, int maxUnadmitted) {
    long needed = (long) maxSessions + maxUnadmitted;
    boolean isAuto = listener.getString("max-connections").equals("auto");
    long most = isAuto ? needed : listener.getInt("max-connections");
    if (most < needed) {
      throw new SettingsException(
          (BLOCK
                  + "max-connections is %d, but session.max-sessions (%d) and"
                  + " listener.max-unadmitted (%d) come to %d: raise it, leave it at auto, or lower"
                  + " one of them.")
              .formatted(most, maxSessions, maxUnadmitted, needed));
    }
    return Math.toIntExact(most);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new SettingsException(BLOCK + key + " must be at least 1, not " + value);
    }
  }
}
