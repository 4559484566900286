package throng.streams.tcp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What one peer can be taken to own: an IPv4 address, or an IPv6 network of 64 bits, within which a
 * machine chooses its addresses as it likes.
 */
public record PeerNetwork(String name) {
  private static final int NETWORK_BYTES = 8;

  public static PeerNetwork of(InetSocketAddress peer) {
    return peer.isUnresolved() ? new PeerNetwork(peer.getHostString()) : of(peer.getAddress());
  }

  public static PeerNetwork of(InetAddress peer) {
    return new PeerNetwork(name(peer));
  }

  private static String name(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] network = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
      String digits = HexFormat.of().formatHex(network);
      return digits.replaceAll("(....)", "$1:") + ":/64";
    }
    return address.getHostAddress();
  }

  @Override
  public String toString() {
    return name;
  }
}
