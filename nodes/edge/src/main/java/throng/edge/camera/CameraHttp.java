package throng.edge.camera;

import static java.net.http.HttpClient.Redirect.NEVER;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks one network camera by HTTP, and keeps the connection where the camera does. Any thread.
 *
 * <p>Threads are shared by all cameras and end with the process.
 */
final class CameraHttp {
  private static final int UNAUTHORIZED = 401;
  private static final int MOST_STEPS = 6;
  private static final int LARGEST_PORT = 65_535;
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "camera-http");
            thread.setDaemon(true);
            return thread;
          });

  private final HttpClient client;
  private final Duration patience;
  private final HttpTarget target;
  private final Map<String, HttpAuthorization> authorizations = new ConcurrentHashMap<>();
  private volatile boolean triedUser;

  /**
   * @param patience how long connecting, the answer's beginning, and each piece of it may take
   */
  CameraHttp(HttpTarget target, Duration patience) {
    this.target = target;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(NEVER)
            .connectTimeout(patience)
            .executor(THREADS)
            .sslContext(CameraTrust.context(target.uri().getHost()))
            .build();
  }

  /**
   * The answer, whatever its status; its body is still to be read and closed.
   *
   * @throws IOException if there is none in time, or it is not HTTP
   */
  HttpResponse<HttpBody> get() throws IOException {
    HttpTarget at = target;
    Set<String> answered = new HashSet<>();
    for (int step = 0; ; step++) {
      HttpResponse<HttpBody> answer = once(at);
      Optional<HttpTarget> next =
          answer.statusCode() == UNAUTHORIZED
              ? authorized(at, answer, answered)
              : redirected(at, answer);
      if (next.isEmpty() || step == MOST_STEPS) {
        return answer;
      }
      answer.body().close();
      at = next.get();
    }
  }

  /** Whether a user and password were given to the camera. */
  boolean hasTriedUser() {
    return triedUser;
  }

  private HttpResponse<HttpBody> once(HttpTarget at) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(at.uri()).timeout(patience).GET();
    HttpAuthorization known = authorizations.get(at.uri().getAuthority());
    if (known != null) {
      request.header("Authorization", known.header("GET", at.uri()));
      triedUser = true;
    }
    try {
      return client.send(request.build(), head -> new HttpBody(patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * The same place where its challenge can be answered; one that was, in vain, is not twice. What
   * answered an earlier one may be out of date, which few cameras say.
   *
   * @param answered the places whose challenge was answered for this picture
   */
  private Optional<HttpTarget> authorized(
      HttpTarget at, HttpResponse<HttpBody> answer, Set<String> answered) {
    List<String> challenges = answer.headers().allValues("WWW-Authenticate");
    authorizations.remove(at.uri().getAuthority());
    if (!answered.add(at.uri().getAuthority())
        && challenges.stream().noneMatch(CameraHttp::isOutOfDate)) {
      return Optional.empty();
    }
    Optional<HttpAuthorization> next =
        at.user().flatMap(user -> HttpAuthorization.of(user, challenges));
    next.ifPresent(known -> authorizations.put(at.uri().getAuthority(), known));
    return next.map(known -> at);
  }

  private static boolean isOutOfDate(String challenge) {
    return challenge.matches("(?is).*stale\\s*=\\s*\"?true.*");
  }

  private static boolean isHttp(HttpTarget target) {
    URI at = target.uri();
    return String.valueOf(at.getScheme()).matches("https?")
        && at.getHost() != null
        && at.getPort() <= LARGEST_PORT;
  }

  /** Where the camera sends on to; a camera must not aim this node at another host. */
  private static Optional<HttpTarget> redirected(HttpTarget at, HttpResponse<HttpBody> answer) {
    Optional<String> place = answer.headers().firstValue("Location");
    if (answer.statusCode() / 100 != 3 || place.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(at.redirected(at.uri().resolve(place.get())))
          .filter(to -> isHttp(to) && to.isOnHostOf(at));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
