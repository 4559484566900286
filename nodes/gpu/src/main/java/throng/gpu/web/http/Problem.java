package throng.gpu.web.http;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import java.time.Duration;
import java.util.Optional;
import throng.gpu.web.json.Json;

/**
 * Why a request is not answered as it was meant, as {@code application/problem+json} (RFC 9457)
 * tells it. Thrown by whoever finds out.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final ContentType JSON =
      MediaTypes.applicationWithFixedCharset(
              "problem+json", akka.http.javadsl.model.HttpCharsets.UTF_8)
          .toContentType();

  private final int status;
  private final long retryAfterSeconds;

  private final Optional<String> changedBy;
  private final Optional<Long> changedAtMillis;

  private record Body(
      String type,
      String title,
      int status,
      String detail,
      Optional<String> changedBy,
      Optional<Long> changedAtMillis) {}

  private Problem(int status, String sentence, long retryAfterSeconds) {
    super(sentence, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.changedBy = Optional.empty();
    this.changedAtMillis = Optional.empty();
  }

  private Problem(String sentence, String changedBy, long changedAtMillis) {
    super(sentence, null, false, false);
    this.status = 412;
    this.retryAfterSeconds = 0;
    this.changedBy = Optional.of(changedBy);
    this.changedAtMillis = Optional.of(changedAtMillis);
  }

  /**
   * A refusal.
   *
   * @param status of HTTP, 400 and above
   * @param sentence what is wrong, and what to do
   */
  public static Problem of(int status, String sentence) {
    return new Problem(status, sentence, 0);
  }

  /** A refusal that is over after some time, a second at least. */
  public static Problem later(int status, String sentence, Duration after) {
    return new Problem(status, sentence, Math.max(1, after.plusMillis(999).toSeconds()));
  }

  /**
   * A refusal, 412, of a change to what somebody else has changed.
   *
   * @param changedBy the name of an account or token
   * @param changedAtMillis since 1970-01-01 UTC
   */
  public static Problem stale(String sentence, String changedBy, long changedAtMillis) {
    return new Problem(sentence, changedBy, changedAtMillis);
  }

  public int status() {
    return status;
  }

  /** The whole answer. */
  public HttpResponse response() {
    String title = StatusCodes.get(status).reason();
    String body =
        Json.text(
            new Body(
                "about:blank",
                title,
                status,
                String.valueOf(getMessage()),
                changedBy,
                changedAtMillis));
    HttpResponse response =
        HttpResponse.create()
            .withStatus(status)
            .withEntity(HttpEntities.create(JSON, akka.util.ByteString.fromString(body)));
    return retryAfterSeconds == 0
        ? response
        : response.addHeader(RawHeader.create("Retry-After", String.valueOf(retryAfterSeconds)));
  }
}
