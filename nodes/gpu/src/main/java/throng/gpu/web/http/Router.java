package throng.gpu.web.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.Materializer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.Principal;
import throng.streams.flow.FutureFailure;
import throng.streams.log.RateLimitedLog;

/**
 * From a request to its answer, in this order: is it meant for this host, who asks, is there such a
 * place, may they. Below {@code /api} nobody is told what exists before signing in.
 */
public final class Router {
  private static final String API = "/api/";
  private static final Duration BUSY = Duration.ofSeconds(2);
  private final RateLimitedLog failures = RateLimitedLog.errors(Router.class);

  private final List<Route> routes;
  private final Hosts hosts;
  private final Access access;
  private final List<AddressPrefix> trustedProxies;
  private final Duration bodyWithin;

  /**
   * @param trustedProxies addresses of proxies that are believed whom they ask for
   * @param bodyWithin how long a request's body may take
   */
  public Router(
      List<Route> routes,
      Hosts hosts,
      Access access,
      List<AddressPrefix> trustedProxies,
      Duration bodyWithin) {
    this.routes = List.copyOf(routes);
    this.hosts = hosts;
    this.access = access;
    this.trustedProxies = List.copyOf(trustedProxies);
    this.bodyWithin = bodyWithin;
  }

  private record Found(Route route, List<String> segments) {}

  /**
   * Never fails: what goes wrong is an answer too.
   *
   * @param connection on which it came
   * @param isEncrypted whether that connection is
   */
  CompletionStage<HttpResponse> answer(
      HttpRequest request, Standing connection, boolean isEncrypted, Materializer node) {
    CompletionStage<HttpResponse> answer;
    try {
      Caller caller = Caller.of(request, connection.address(), isEncrypted, trustedProxies);
      answer = route(request, caller, connection, node);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer
        .exceptionally(failure -> refused(request, FutureFailure.cause(failure), node))
        .thenApply(
            response ->
                isEncrypted
                    ? SecurityHeaders.onEncrypted(response, request)
                    : SecurityHeaders.on(response));
  }

  private CompletionStage<HttpResponse> route(
      HttpRequest request, Caller caller, Standing connection, Materializer node) {
    hosts.require(request);
    List<String> path = decoded(request.getUri().path());
    Optional<Principal> principal = access.of(request);
    principal.ifPresent(connection::known);
    principal.ifPresent(known -> access.cameFrom(caller.network(), known));
    List<Found> found = found(path);
    boolean isOpen = found.stream().anyMatch(it -> it.route().least() == null);
    if (request.getUri().path().startsWith(API) && !isOpen && principal.isEmpty()) {
      throw Problem.of(401, "Sign in, or send a token as Authorization: Bearer.");
    }
    Found one = ofMethod(request, found);
    requireRole(one.route(), principal);
    hosts.requireOrigin(request, principal);
    return one.route()
        .answer()
        .to(
            new Call(
                request, one.segments(), caller, principal, connection::judged, bodyWithin, node))
        .thenApply(response -> withCookie(response, request, caller, principal));
  }

  // A browser that goes on asking stays signed in: its cookie has an end of its own.
  private HttpResponse withCookie(
      HttpResponse response, HttpRequest request, Caller caller, Optional<Principal> principal) {
    // What others may keep, as a part of the page, must not hold it.
    if (response.status().intValue() != 200 || !request.getUri().path().startsWith(API)) {
      return response;
    }
    return principal
        .flatMap(who -> access.cookieAgain(request, who, caller.isEncrypted()))
        .map(response::addHeader)
        .orElse(response);
  }

  private List<Found> found(List<String> path) {
    List<Found> found = new ArrayList<>();
    for (Route route : routes) {
      route.match(path).ifPresent(segments -> found.add(new Found(route, segments)));
    }
    if (found.isEmpty() && path.get(0).equals("api")) {
      return found;
    } else if (found.isEmpty()) {
      throw Problem.of(404, "There is nothing at this address.");
    }
    return found;
  }

  private static Found ofMethod(HttpRequest request, List<Found> found) {
    if (found.isEmpty()) {
      throw Problem.of(404, "There is nothing at this address.");
    }
    return found.stream()
        .filter(it -> it.route().method().equals(request.method()))
        .findFirst()
        .orElseThrow(() -> new MethodNotAllowed(methods(found)));
  }

  private static String methods(List<Found> found) {
    return found.stream().map(it -> it.route().method().value()).collect(Collectors.joining(", "));
  }

  private static void requireRole(Route route, Optional<Principal> principal) {
    if (route.least() == null) {
      return;
    }
    Principal who = principal.orElseThrow(() -> Problem.of(401, "Sign in first."));
    if (!who.role().covers(route.least())) {
      throw Problem.of(403, "This needs the role " + route.least().word() + ".");
    }
  }

  private static List<String> decoded(String path) {
    try {
      List<String> segments = new ArrayList<>();
      for (String segment : Route.segments(path.isEmpty() ? "/" : path)) {
        segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
      return segments;
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "The address is not written as addresses are.");
    }
  }

  private HttpResponse refused(HttpRequest request, Throwable failure, Materializer node) {
    request.discardEntityBytes(node);
    if (failure instanceof MethodNotAllowed not) {
      return Problem.of(405, "Here one may " + not.allowed + ".")
          .response()
          .addHeader(RawHeader.create("Allow", not.allowed));
    } else if (failure instanceof Problem problem) {
      HttpResponse response = problem.response();
      return problem.status() == 401
          ? response.addHeader(RawHeader.create("WWW-Authenticate", "Bearer"))
          : response;
    }
    if (failure instanceof RejectedExecutionException) {
      return Problem.later(503, "Too much is asked of the node at once: try again.", BUSY)
          .response();
    }
    failures.write("failures", "A request could not be answered", failure);
    return Problem.of(500, "The node could not answer this; its log tells why.").response();
  }

  private static final class MethodNotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String allowed;

    MethodNotAllowed(String allowed) {
      super(allowed, null, false, false);
      this.allowed = allowed;
    }
  }
}
