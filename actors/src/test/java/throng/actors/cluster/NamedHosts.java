package throng.actors.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A machine at 10.0.0.5 whose names are those that a test gives it. */
class NamedHosts implements Hosts {
  static final String HERE = "10.0.0.5";

  private final Map<String, List<String>> names = new ConcurrentHashMap<>();
  private final Set<String> own = ConcurrentHashMap.newKeySet();
  private volatile Optional<String> way = Optional.of(HERE);

  NamedHosts() {
    own.add(HERE);
  }

  /** From now on a name stands for addresses. */
  void know(String name, String... addresses) {
    names.put(name, List.of(addresses));
  }

  /** It has one more address. */
  void own(String address) {
    own.add(address);
  }

  /** No other machine is reached from it any more. */
  void unplug() {
    way = Optional.empty();
  }

  // What is neither a name of the test's nor an address is not looked up at the machine it runs on.
  @Override
  public List<InetAddress> addresses(String host) {
    return names.getOrDefault(host, List.of(host)).stream()
        .filter(address -> address.matches("[0-9.]+"))
        .map(NamedHosts::of)
        .toList();
  }

  @Override
  public boolean isOwn(InetAddress address) {
    return address.isLoopbackAddress() || own.contains(address.getHostAddress());
  }

  @Override
  public Optional<InetAddress> towards(InetSocketAddress place) {
    return place.getAddress().isLoopbackAddress()
        ? Optional.of(InetAddress.getLoopbackAddress())
        : way.map(NamedHosts::of);
  }

  private static InetAddress of(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
