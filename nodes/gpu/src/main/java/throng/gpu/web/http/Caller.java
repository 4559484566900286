package throng.gpu.web.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
      HttpRequest request, InetAddress peer, boolean isEncrypted, List<String> trusted) {
    String own = peer.getHostAddress();
    if (!trusted.contains(own)) {
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
    boolean isOfIpv6 = address.indexOf(':') != address.lastIndexOf(':');
    if (!isOfIpv6) {
      return new PeerNetwork(address.replaceFirst(":\\d+$", ""));
    }
    String numbers = address.replaceFirst("^\\[?([^]%]*).*$", "$1");
    try {
      // In brackets nothing is looked up, whatever it is.
      return PeerNetwork.of(InetAddress.getByName("[" + numbers + "]"));
    } catch (UnknownHostException none) {
      return new PeerNetwork(address);
    }
  }

  static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(header -> header.value());
  }

  // The proxy's own words are last, in the last line of that name: those before were the client's,
  // or another proxy's.
  private static Optional<String> client(List<String> addresses, List<String> trusted) {
    List<String> nearestFirst = new ArrayList<>(addresses);
    Collections.reverse(nearestFirst);
    return nearestFirst.stream()
        .filter(address -> !trusted.contains(address))
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
