package throng.actors.cluster;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** {@link Hosts} as the operating system has it. */
final class SystemHosts implements Hosts {
  @Override
  public List<InetAddress> addresses(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  // Of loopback's addresses, no interface has but the first.
  @Override
  public boolean isOwn(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  // Nothing is sent: connecting a datagram socket only chooses the way.
  @Override
  public Optional<InetAddress> towards(InetSocketAddress place) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(place);
      return Optional.of(socket.getLocalAddress()).filter(it -> !it.isAnyLocalAddress());
    } catch (SocketException | IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
