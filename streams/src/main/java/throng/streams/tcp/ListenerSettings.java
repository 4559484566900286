package throng.streams.tcp;

import throng.streams.settings.Block;

/**
 * What bounds the connections that a GPU node accepts: {@code throng.gpu-node.listener}.
 *
 * @param maxConnections how many may be open; a further one is closed at once
 * @param backlog how many may wait in the kernel to be accepted
 * @param socketBuffer the kernel's buffer of one connection in each direction, in bytes
 */
public record ListenerSettings(int maxConnections, int backlog, int socketBuffer) {

  /** Reads {@code throng.gpu-node}. */
  public static ListenerSettings from(Block gpuNode) {
    Block listener = gpuNode.block("listener");
    return new ListenerSettings(
        listener.whole("max-connections", 1, 1_000_000),
        listener.whole("backlog", 1, 65_535),
        listener.intBytes("socket-buffer", "1 KiB", "1 GiB"));
  }
}
