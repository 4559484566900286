package throng.actors.cluster;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import throng.streams.settings.HostAndPort;

/**
 * Where a node listens for others, and how they and edges reach it.
 *
 * @param bind where it listens
 * @param member how others reach that
 * @param frames how edges reach the node
 */
record MemberPlace(HostAndPort bind, HostAndPort member, HostAndPort frames) {
  /**
   * Finds out what the settings leave open. Waits for the names of seeds to be resolved.
   *
   * @param listening where the node listens for edges, with its port
   */
  static MemberPlace of(ClusterSettings settings, HostAndPort listening) {
    HostAndPort bind = bind(settings, listening);
    String host = reachableHost(settings, bind);
    return new MemberPlace(
        bind,
        settings.advertise().orElseGet(() -> new HostAndPort(host, bind.port())),
        settings
            .advertiseFrames()
            .orElseGet(() -> new HostAndPort(framesHost(listening, host), listening.port())));
  }

  /** Where it listens, by the settings alone. */
  static HostAndPort bind(ClusterSettings settings, HostAndPort listening) {
    return settings
        .listen()
        .orElseGet(() -> new HostAndPort(listening.host(), ClusterSettings.PORT));
  }

  /** As seeds have it, where one of them is this node: it is known by that name to all others. */
  private static String reachableHost(ClusterSettings settings, HostAndPort bind) {
    Optional<String> asSeed =
        settings.seeds().stream()
            .filter(seed -> seed.port() == bind.port() && isHere(seed, bind))
            .map(HostAndPort::host)
            .findFirst();
    return asSeed.orElseGet(
        () -> isAny(bind.host()) ? localAddress(settings.seeds().get(0)) : bind.host());
  }

  private static String framesHost(HostAndPort listening, String reachable) {
    return isAny(listening.host()) ? reachable : listening.host();
  }

  private static boolean isHere(HostAndPort seed, HostAndPort bind) {
    try {
      InetAddress address = InetAddress.getByName(seed.host());
      return isAny(bind.host())
          ? NetworkInterface.getByInetAddress(address) != null
          : address.equals(InetAddress.getByName(bind.host()));
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  private static boolean isAny(String host) {
    try {
      return InetAddress.getByName(host).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  // Nothing is sent: connecting a datagram socket only chooses the way.
  private static String localAddress(HostAndPort seed) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(seed.host(), seed.port()));
      return socket.getLocalAddress().getHostAddress();
    } catch (SocketException | IllegalArgumentException | java.io.UncheckedIOException e) {
      return InetAddress.getLoopbackAddress().getHostAddress();
    }
  }
}
