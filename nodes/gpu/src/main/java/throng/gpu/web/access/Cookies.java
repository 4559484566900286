package throng.gpu.web.access;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie of a browser that has signed in: no script reads it, no other site sends it. A browser
 * sends it to all ports of a host, so nodes beside each other have cookies of different names.
 */
final class Cookies {
  private static final int LETTERS = 8;

  private final String name;

  /**
   * @param folder the node's own; empty: it keeps nothing
   */
  Cookies(Optional<Path> folder) {
    this.name =
        folder
            .map(it -> Digest.sha256(it.toAbsolutePath().normalize().toString()))
            .map(digest -> "throng-" + digest.substring(0, LETTERS))
            .orElse("throng");
  }

  HttpHeader of(String secret, Duration holds, boolean isEncrypted) {
    return RawHeader.create(
        "Set-Cookie",
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
            .formatted(name, secret, holds.toSeconds(), isEncrypted ? "; Secure" : ""));
  }

  Optional<String> in(HttpRequest request) {
    for (HttpHeader header : request.getHeaders()) {
      if (header.is("cookie")) {
        for (String pair : header.value().split(";", -1)) {
          if (pair.strip().startsWith(name + "=")) {
            return Optional.of(pair.strip().substring(name.length() + 1).replace("\"", ""));
          }
        }
      }
    }
    return Optional.empty();
  }
}
