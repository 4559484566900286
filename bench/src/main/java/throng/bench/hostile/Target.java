package throng.bench.hostile;

import java.net.InetSocketAddress;

/**
 * The node that is attacked.
 *
 * @param shared its own port, where the old counter's pipelined clients are served too
 * @param stopAndWait the port of those that wait for confirmations
 */
record Target(InetSocketAddress shared, InetSocketAddress stopAndWait) {
  static Target of(String shared, String stopAndWait) {
    return new Target(address(shared), address(stopAndWait));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
