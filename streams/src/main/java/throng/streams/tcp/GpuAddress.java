package throng.streams.tcp;

import java.net.InetSocketAddress;
import java.util.Optional;
import throng.streams.legacy.counter.Transfer;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/**
 * Whom an edge node connects to, and in which protocol.
 *
 * @param counter how pictures travel to a remote crowd counter's server; empty: Throng's protocol
 * @param socket not resolved
 */
record GpuAddress(Optional<Transfer> counter, InetSocketAddress socket) {
  /** What an address is, for a sentence. */
  static final String RULE =
      "host:port, such as 10.0.0.5:7600, or legacy://host:port or legacy+wait://host:port for a"
          + " remote crowd counter's server; an IPv6 address stands in brackets";

  private static final String PIPELINED = "legacy://";
  private static final String STOP_AND_WAIT = "legacy+wait://";

  /**
   * Reads an address.
   *
   * @throws SettingsException if it is none
   */
  static GpuAddress parse(String text) {
    return read(text)
        .orElseThrow(
            () ->
                new SettingsException(
                    "A GPU node's address must be %s, not '%s'."
                        .formatted(RULE, Redaction.of(text))));
  }

  /** Reads an address; empty if it is none. */
  static Optional<GpuAddress> read(String text) {
    if (text.startsWith(PIPELINED)) {
      return of(Optional.of(Transfer.PIPELINED), text.substring(PIPELINED.length()));
    }
    if (text.startsWith(STOP_AND_WAIT)) {
      return of(Optional.of(Transfer.STOP_AND_WAIT), text.substring(STOP_AND_WAIT.length()));
    }
    return of(Optional.empty(), text);
  }

  private static Optional<GpuAddress> of(Optional<Transfer> counter, String hostAndPort) {
    return HostAndPort.parse(hostAndPort)
        .filter(place -> place.port() > 0)
        .map(place -> new GpuAddress(counter, place.socket()));
  }
}
