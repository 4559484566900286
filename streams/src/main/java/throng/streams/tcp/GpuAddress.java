package throng.streams.tcp;

import java.net.InetSocketAddress;
import java.util.Optional;
import throng.streams.legacy.counter.Transfer;
import throng.streams.settings.SettingsException;

/**
 * Whom an edge node connects to, and in which protocol.
 *
 * @param counter how pictures travel to a remote crowd counter's server; empty: Throng's protocol
 * @param socket not resolved
 */
record GpuAddress(Optional<Transfer> counter, InetSocketAddress socket) {
  private static final String PIPELINED = "legacy://";
  private static final String STOP_AND_WAIT = "legacy+wait://";

  /**
   * Reads {@code host:port}, {@code legacy://host:port} or {@code legacy+wait://host:port}; an IPv6
   * address stands in brackets.
   *
   * @throws SettingsException if it is none of them
   */
  static GpuAddress parse(String text) {
    if (text.startsWith(PIPELINED)) {
      return of(Optional.of(Transfer.PIPELINED), text.substring(PIPELINED.length()), text);
    }
    if (text.startsWith(STOP_AND_WAIT)) {
      return of(Optional.of(Transfer.STOP_AND_WAIT), text.substring(STOP_AND_WAIT.length()), text);
    }
    return of(Optional.empty(), text, text);
  }

  private static GpuAddress of(Optional<Transfer> counter, String hostAndPort, String text) {
    int colon = hostAndPort.lastIndexOf(':');
    String host = hostAndPort.substring(0, Math.max(0, colon)).replaceAll("^\\[|]$", "");
    String port = hostAndPort.substring(colon + 1);
    if (!host.isEmpty() && !host.contains("/") && port.matches("\\d{1,5}")) {
      int number = Integer.parseInt(port);
      if (number >= 1 && number <= 65535) {
        return new GpuAddress(counter, InetSocketAddress.createUnresolved(host, number));
      }
    }
    throw new SettingsException(
        "A GPU node's address must be host:port, such as 10.0.0.5:7600, or legacy://host:port or"
            + " legacy+wait://host:port for a remote crowd counter's server, not '"
            + text
            + "'.");
  }
}
