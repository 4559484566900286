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
 * @param bodyWithin how long its body may take
 */
public record Call(
    HttpRequest request,
    List<String> segments,
    Caller caller,
    Optional<Principal> principal,
    Duration bodyWithin,
    Materializer materializer) {
  private static final long LARGEST_BODY = 64 * 1024;

  /** Who asks, on a route for which one must have signed in. */
  public Principal signedIn() {
    return principal.orElseThrow(() -> Problem.of(401, "Sign in first."));
  }

  /** A whole number in the query, or the default; one out of the range is refused. */
  public int query(String name, int least, int most, int otherwise) {
    String text = request.getUri().query().get(name).orElse(String.valueOf(otherwise));
    try {
      int number = Integer.parseInt(text);
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
    if (!request.entity().getContentType().mediaType().toString().equals("application/json")) {
      throw Problem.of(415, "The body must be application/json.");
    }
    return request
        .entity()
        .withSizeLimit(LARGEST_BODY)
        .toStrict(bodyWithin.toMillis(), materializer)
        .handle(
            (entity, failure) -> {
              if (entity == null) {
                throw refusal(FutureFailure.cause(failure));
              }
              return read(entity.getData().toArray(), type);
            });
  }

  private static <T> T read(byte[] bytes, Class<T> type) {
    try {
      return Json.read(bytes, type);
    } catch (IOException e) {
      throw Problem.of(400, "The body is not the JSON that belongs here.");
    }
  }

  private static RuntimeException refusal(Throwable failure) {
    if (failure instanceof java.util.concurrent.TimeoutException) {
      return Problem.of(408, "The request's body did not come in time.");
    } else if (failure instanceof akka.http.scaladsl.model.EntityStreamSizeException) {
      return Problem.of(413, "The request's body is larger than 64 KiB.");
    }
    return new CompletionException(failure);
  }
}
