package throng.gpu.web.http;

import akka.http.javadsl.model.HttpRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

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
    return new Caller(
        header(request, "X-Forwarded-For").map(Caller::last).orElse(own),
        header(request, "X-Forwarded-Proto").map("https"::equals).orElse(isEncrypted));
  }

  static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(header -> header.value());
  }

  // Those before it were written by whoever sent the request to the proxy.
  private static String last(String addresses) {
    return addresses.substring(addresses.lastIndexOf(',') + 1).strip();
  }
}
