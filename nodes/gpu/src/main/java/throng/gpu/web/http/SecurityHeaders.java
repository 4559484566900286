package throng.gpu.web.http;

import akka.http.javadsl.model.HttpHeader;
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

  private SecurityHeaders() {}

  /** The same answer with them; nobody keeps a copy unless it says so. */
  static HttpResponse on(HttpResponse response) {
    HttpResponse with = response.addHeaders(ALWAYS);
    return response.getHeader(CACHE_CONTROL).isPresent()
        ? with
        : with.addHeader(RawHeader.create(CACHE_CONTROL, "no-store"));
  }
}
