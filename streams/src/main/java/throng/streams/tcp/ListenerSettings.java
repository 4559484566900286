package throng.streams.tcp;

import throng.streams.settings.Block;

/**
 * What bounds the connections that a GPU node accepts: {@code throng.gpu-node.listener}.
 *
 * @param maxConnections how many may be open; a further one is closed at once
 * @param maxUnadmitted how many of them may be of peers that have not been admitted; for a further
 *     one another is closed
 * @param crowdPace how many are accepted in a second while there are as many of those as may be
 * @param backlog how many may wait in the kernel to be accepted
 * @param socketBuffer the kernel's buffer of one connection in each direction, in bytes
 * @param spareDescriptors how many descriptors are kept from connections
 */
public record ListenerSettings(
    int maxConnections,
    int maxUnadmitted,
    int crowdPace,
    int backlog,
    int socketBuffer,
    int spareDescriptors) {
  /**
   * Reads {@code throng.gpu-node}.
   *
   * @param maxSessions how many peers may be admitted at once
   */
  public static ListenerSettings from(Block gpuNode, int maxSessions) {
    Block listener = gpuNode.block("listener");
    int maxUnadmitted = listener.whole("max-unadmitted", 1, 1_000_000);
    return new ListenerSettings(
        maxConnections(listener, maxSessions, maxUnadmitted),
        maxUnadmitted,
        listener.whole("crowd-pace", 1, 1_000_000),
        listener.whole("backlog", 1, 65_535),
        listener.intBytes("socket-buffer", "1 KiB", "1 GiB"),
        listener.whole("spare-descriptors", 1, 1_000_000));
  }

  private static int maxConnections(Block listener, int maxSessions, int maxUnadmitted) {
    int needed = maxSessions + maxUnadmitted;
    String key = "max-connections";
    int most = listener.unless("auto", key, it -> listener.whole(it, 1, 2_000_000)).orElse(needed);
    if (most < needed) {
      throw listener.wrong(
          key,
          "must be auto, or at least %d: session.max-sessions (%d) and listener.max-unadmitted (%d)"
                  .formatted(needed, maxSessions, maxUnadmitted)
              + " together");
    }
    return most;
  }
}
