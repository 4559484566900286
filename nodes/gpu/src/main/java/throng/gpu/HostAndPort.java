package throng.gpu;

import java.net.InetAddress;
import java.net.UnknownHostException;
import throng.streams.settings.SettingsException;

/**
 * An address to listen at.
 *
 * @param port 0: any free one
 */
record HostAndPort(String host, int port) {
  /**
   * Reads {@code host:port}; an IPv6 address may stand in brackets.
   *
   * @param key the setting's, for the sentence
   * @throws SettingsException if it is not that
   */
  static HostAndPort parse(String key, String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon));
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (!host.isBlank() && port >= 0 && port <= 65_535) {
        return new HostAndPort(host, port);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a port that is out of range.
    }
    throw new SettingsException(
        key
            + " must be host:port with a port of 0 to 65535, like 127.0.0.1:7600, not \""
            + text
            + "\".");
  }

  /** Whether other machines can reach it. */
  boolean isBeyondLoopback() {
    try {
      return !InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }
}
