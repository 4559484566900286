package throng.common.names;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.Optional;
import throng.streams.settings.HostAndPort;

/** Where other machines reach this one, as far as it can tell. */
public final class ReachedAt {
  private ReachedAt() {}

  /**
   * The place that is listened at, with an address of this machine where that is any of them.
   *
   * @param listen as the settings have it
   */
  public static HostAndPort of(HostAndPort listen) {
    boolean isAny = listen.host().equals("0.0.0.0") || listen.host().matches("[0:]+");
    return isAny ? own().map(host -> new HostAndPort(host, listen.port())).orElse(listen) : listen;
  }

  private static Optional<String> own() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(ReachedAt::isInUse)
          .flatMap(each -> each.getInterfaceAddresses().stream())
          .map(InterfaceAddress::getAddress)
          .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
          // What a router gave comes before what the machine gave itself.
          .min(Comparator.comparing(InetAddress::isLinkLocalAddress))
          .map(InetAddress::getHostAddress);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isInUse(NetworkInterface each) {
    try {
      return each.isUp() && !each.isLoopback() && !each.isVirtual();
    } catch (IOException e) {
      return false;
    }
  }
}
