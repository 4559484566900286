package throng.gpu.web.http;

import akka.http.javadsl.model.HttpRequest;
import akka.stream.Materializer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import throng.gpu.web.access.Principal;
import throng.gpu.web.json.Json;
import throng.streams.flow.FutureFailure;

/**
 * One request, whose caller is known.
 *
 * @param segments the parts of the path that its route leaves open, decoded
 * @param principal who asks; empty: nobody has signed in
 * @param judged to be run before what it shows of its caller is looked at, which may take its time:
 *     its connection stays meanwhile
 * @param bodyWithin how long its body may take
 */
public record Call(
    HttpRequest request,
    List<String> segments,
    Caller caller,
    Optional<Principal> principal,
    Runnable judged,
    Duration bodyWithin,
    Materializer materializer) {
  private static final long KIBIBYTE = 1024;
  private static final long LARGEST_BODY = 64 * KIBIBYTE;

  /** Who asks, on a route for which one must have signed in. */
  public Principal signedIn() {
    return principal.orElseThrow(() -> Problem.of(401, "Sign in first."));
  }

  /**
   * Refuses what does not say twice what is to be deleted, as nobody gets it back.
   *
   * @param what is to be the query's {@code confirm}
   */
  public void requireConfirmed(String what) {
    if (!request.getUri().query().get("confirm").equals(Optional.of(what))) {
      throw Problem.of(
          400, "What is deleted does not come back: say confirm=" + what + " in the query, too.");
    }
  }

  /** A whole number in the query, or the default; one out of the range is refused. */
  public int query(String name, int least, int most, int otherwise) {
    return (int) query(name, (long) least, (long) most, (long) otherwise);
  }

  /** The same for larger ones. */
  public long query(String name, long least, long most, long otherwise) {
    String text = request.getUri().query().get(name).orElse(String.valueOf(otherwise));
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // It is refused below.
    }
    throw Problem.of(400, "%s must be a whole number from %d to %d.".formatted(name, least, most));
  }

  /** The body, once it is there whole; what is not that type of record is refused. */
  public <T> CompletionStage<T> body(Class<T> type) {
    return bytes(LARGEST_BODY).thenApply(bytes -> read(bytes, type));
  }

  /**
   * The bytes of a body of JSON, once it is there whole.
   *
   * @param most a larger one is refused
   */
  public CompletionStage<byte[]> bytes(long most) {
    if (!request.entity().getContentType().mediaType().toString().equals("application/json")) {
      throw Problem.of(415, "The body must be application/json.");
    }
    // A length that is said beforehand is looked at before any byte is.
    if (request.entity().getContentLengthOption().orElse(0) > most) {
      throw tooLarge(most);
    }
    return request
        .entity()
        .withSizeLimit(most)
        .toStrict(bodyWithin.toMillis(), 2 * most, materializer)
        .handle(
            (entity, failure) -> {
              if (entity == null) {
                throw refusal(FutureFailure.cause(failure), most);
              }
              return entity.getData().toArray();
            });
  }

  private static <T> T read(byte[] bytes, Class<T> type) {
    try {
      return Json.read(bytes, type);
    } catch (IOException e) {
      throw Problem.of(400, Json.refusal(e));
    }
  }

  private static RuntimeException refusal(Throwable failure, long most) {
    if (failure instanceof java.util.concurrent.TimeoutException) {
      return Problem.of(408, "The request's body did not come in time.");
    } else if (failure instanceof akka.http.scaladsl.model.EntityStreamSizeException) {
      return tooLarge(most);
    }
    return new CompletionException(failure);
  }

  private static Problem tooLarge(long most) {
    return Problem.of(413, "The request's body is larger than %d KiB.".formatted(most / KIBIBYTE));
  }
}
