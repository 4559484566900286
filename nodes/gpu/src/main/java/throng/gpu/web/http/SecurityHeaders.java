package throng.gpu.web.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import java.util.List;

/** What every answer tells a browser: load nothing from elsewhere, be in no one's frame. */
final class SecurityHeaders {
  private static final String CACHE_CONTROL = "Cache-Control";
  private static final List<HttpHeader> ALWAYS =
      List.of(
          RawHeader.create(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
                  + " connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none';"
                  + " form-action 'none'; frame-ancestors 'none'"),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("X-Frame-Options", "DENY"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
          RawHeader.create("Permissions-Policy", "camera=(), microphone=(), geolocation=()"));

  private static final HttpHeader ENCRYPTED_ONLY =
      RawHeader.create("Strict-Transport-Security", "max-age=31536000");

  private SecurityHeaders() {}

  /** The same answer with them; nobody keeps a copy unless it says so. */
  static HttpResponse on(HttpResponse response) {
    HttpResponse with = response.addHeaders(ALWAYS);
    return response.getHeader(CACHE_CONTROL).isPresent()
        ? with
        : with.addHeader(RawHeader.create(CACHE_CONTROL, "no-store"));
  }

  /**
   * The same of an answer that goes out encrypted. A browser is told to ask no other way only where
   * the page has its name to itself: what is told holds for every port of that name.
   */
  static HttpResponse onEncrypted(HttpResponse response, HttpRequest request) {
    boolean hasPort =
        Caller.header(request, "Host").filter(it -> it.matches(".*:\\d+")).isPresent();
    return on(hasPort ? response : response.addHeader(ENCRYPTED_ONLY));
  }
}
