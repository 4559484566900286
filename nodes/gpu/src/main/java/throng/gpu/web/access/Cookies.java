package throng.gpu.web.access;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import java.time.Duration;
import java.util.Optional;

/** The cookie of a browser that has signed in: no script reads it, no other site sends it. */
final class Cookies {
  private static final String NAME = "throng";

  private Cookies() {}

  static HttpHeader of(String secret, Duration holds, boolean isEncrypted) {
    return RawHeader.create(
        "Set-Cookie",
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
            .formatted(NAME, secret, holds.toSeconds(), isEncrypted ? "; Secure" : ""));
  }

  static Optional<String> in(HttpRequest request) {
    for (HttpHeader header : request.getHeaders()) {
      if (header.is("cookie")) {
        for (String pair : header.value().split(";", -1)) {
          if (pair.strip().startsWith(NAME + "=")) {
            return Optional.of(pair.strip().substring(NAME.length() + 1).replace("\"", ""));
          }
        }
      }
    }
    return Optional.empty();
  }
}
