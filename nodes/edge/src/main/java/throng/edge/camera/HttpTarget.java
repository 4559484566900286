package throng.edge.camera;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An HTTP address, and the user that it names.
 *
 * @param uri without the user
 */
record HttpTarget(URI uri, Optional<Credentials> user) {
  /** A user's name and password, as they are. */
  record Credentials(String name, String password) {}

  /** Empty where the address is not one that can be asked for here. */
  static Optional<HttpTarget> of(String address) {
    int slashes = address.indexOf("://") + 3;
    int path = slashes;
    while (path < address.length() && "/?#".indexOf(address.charAt(path)) < 0) {
      path++;
    }
    int at = address.lastIndexOf('@', path - 1);
    boolean named = at >= slashes;
    try {
      URI uri =
          URI.create(address.substring(0, slashes) + address.substring(named ? at + 1 : slashes));
      if (uri.getHost() == null) {
        return Optional.empty(); // A name with an underscore, for example.
      }
      return Optional.of(
          new HttpTarget(
              uri, named ? Optional.of(user(address.substring(slashes, at))) : Optional.empty()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same user's, at another place of the same host; nobody's where that is no longer https. */
  HttpTarget redirected(URI to) {
    boolean asSafe = !"https".equals(uri.getScheme()) || "https".equals(to.getScheme());
    return new HttpTarget(to, asSafe ? user : Optional.empty());
  }

  /** Whether that is a place of the same host, at whatever port. */
  boolean isOnHostOf(HttpTarget other) {
    return String.valueOf(uri.getHost()).equalsIgnoreCase(String.valueOf(other.uri.getHost()));
  }

  private static Credentials user(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Credentials(decoded(text), "")
        : new Credentials(decoded(text.substring(0, colon)), decoded(text.substring(colon + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
