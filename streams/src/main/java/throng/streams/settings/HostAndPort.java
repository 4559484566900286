package throng.streams.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place on the network as people write it: {@code 10.0.0.5:7600}, {@code [::1]:7600}.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port 0 to 65535; 0, where one is listened at: any free one
 */
public record HostAndPort(String host, int port) {
  private static final Pattern TEXT =
      Pattern.compile("([^:\\s\\[\\]/@]+|\\[[0-9A-Fa-f:.]+(?:%[\\w.-]+)?]):(\\d{1,5})");
  private static final int LARGEST_PORT = 65_535;

  /** Reads {@code host:port}, an IPv6 address in brackets; empty if it is not that. */
  public static Optional<HostAndPort> parse(String text) {
    Matcher match = TEXT.matcher(text);
    if (!match.matches() || Integer.parseInt(match.group(2)) > LARGEST_PORT) {
      return Optional.empty();
    }
    String host = match.group(1).replaceAll("[\\[\\]]", "");
    return Optional.of(new HostAndPort(host, Integer.parseInt(match.group(2))));
  }

  /** The place of a socket, as it was written where it is not resolved. */
  public static HostAndPort of(InetSocketAddress socket) {
    return new HostAndPort(socket.getHostString(), socket.getPort());
  }

  public HostAndPort withPort(int other) {
    return new HostAndPort(host, other);
  }

  /** Not resolved. */
  public InetSocketAddress socket() {
    return InetSocketAddress.createUnresolved(host, port);
  }

  /** Whether other machines can reach it. */
  public boolean isBeyondLoopback() {
    try {
      return !InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
