package throng.gpu.web.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import throng.streams.tcp.PeerNetwork;

/**
 * Where a request comes from. What a proxy says of its client counts only from those that are
 * trusted.
 *
 * @param address of the client
 * @param isEncrypted whether the client's own connection is
 */
public record Caller(String address, boolean isEncrypted) {

  /**
   * @param peer at the other end of the connection
   * @param isEncrypted whether that connection is
   * @param trusted addresses of proxies
   */
  static Caller of(
      HttpRequest request, InetAddress peer, boolean isEncrypted, List<AddressPrefix> trusted) {
    String own = peer.getHostAddress();
    if (!isTrusted(peer, trusted)) {
      return new Caller(own, isEncrypted);
    }
    List<String> protocols = elements(request, "X-Forwarded-Proto");
    return new Caller(
        client(elements(request, "X-Forwarded-For"), trusted).orElse(own),
        protocols.isEmpty()
            ? isEncrypted
            : protocols.get(protocols.size() - 1).equalsIgnoreCase("https"));
  }

  /** The one that the client's address belongs to. */
  public PeerNetwork network() {
    return numbers(address)
        .map(it -> PeerNetwork.of(it))
        .orElseGet(() -> new PeerNetwork(withoutPort(address)));
  }

  /** What a proxy says may have a port, and brackets then, or the interface that it came by. */
  private static Optional<InetAddress> numbers(String address) {
    boolean isOfIpv6 = address.indexOf(':') != address.lastIndexOf(':');
    return AddressPrefix.address(
        isOfIpv6 ? address.replaceFirst("^\\[?([^]%]*).*$", "$1") : withoutPort(address));
  }

  private static String withoutPort(String address) {
    return address.replaceFirst(":\\d+$", "");
  }

  private static boolean isTrusted(InetAddress address, List<AddressPrefix> trusted) {
    return trusted.stream().anyMatch(it -> it.covers(address));
  }

  static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(header -> header.value());
  }

  // The proxy's own words are last, in the last line of that name: those before were the client's,
  // or another proxy's.
  private static Optional<String> client(List<String> addresses, List<AddressPrefix> trusted) {
    List<String> nearestFirst = new ArrayList<>(addresses);
    Collections.reverse(nearestFirst);
    return nearestFirst.stream()
        .filter(address -> numbers(address).filter(it -> isTrusted(it, trusted)).isEmpty())
        .findFirst()
        .or(() -> addresses.stream().findFirst());
  }

  /** Lines of one name are one list (RFC 9110, 5.3). */
  private static List<String> elements(HttpRequest request, String name) {
    List<String> elements = new ArrayList<>();
    for (HttpHeader header : request.getHeaders()) {
      if (header.is(name.toLowerCase(Locale.ROOT))) {
        for (String element : header.value().split(",", -1)) {
          elements.add(element.strip());
        }
      }
    }
    elements.removeIf(String::isEmpty);
    return elements;
  }
}
