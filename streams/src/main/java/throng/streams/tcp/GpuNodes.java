package throng.streams.tcp;

import java.net.InetSocketAddress;
import throng.streams.settings.SettingsException;

/** Which of several GPU nodes is tried next, and when. */
final class GpuNodes {

  private GpuNodes() {}

  /** Reads {@code host:port}; an IPv6 address stands in brackets. */
  static InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    try {
      int port = Integer.parseInt(hostAndPort.substring(colon + 1));
      String host = hostAndPort.substring(0, Math.max(0, colon)).replaceAll("^\\[|]$", "");
      if (!host.isEmpty() && port >= 1 && port <= 65535) {
        return InetSocketAddress.createUnresolved(host, port);
      }
    } catch (NumberFormatException notNumber) {
      throw wrong(hostAndPort);
    }
    throw wrong(hostAndPort);
  }

  private static SettingsException wrong(String hostAndPort) {
    return new SettingsException(
        "A GPU node's address must be host:port, such as 10.0.0.5:7600, not '" + hostAndPort + "'");
  }
}
