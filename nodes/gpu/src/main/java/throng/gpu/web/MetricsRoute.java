package throng.gpu.web;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.util.ByteString;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import throng.actors.counts.Exposition;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Everywhere;
import throng.gpu.web.http.Route;

/**
 * The node's numbers, for Prometheus and whoever reads its format. They tell of every camera: they
 * are for who sees all of them, or for everybody on this machine.
 */
final class MetricsRoute {
  private static final String PATH = "/metrics";

  /** What a proxy adds that stands in for somebody else. */
  private static final List<String> FORWARDED =
      List.of("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via");

  private MetricsRoute() {}

  /**
   * The route.
   *
   * @param isOpen whether nobody needs to sign in for it who asks without a proxy
   */
  static Route of(Exposition numbers, boolean isOpen) {
    ContentType type = ContentTypes.parse(numbers.contentType());
    Route.Answer answer =
        call -> {
          if (!isOpen || isForwarded(call.request())) {
            Everywhere.require(call);
          }
          return CompletableFuture.completedFuture(
              HttpResponse.create()
                  .withEntity(HttpEntities.create(type, ByteString.fromString(numbers.text()))));
        };
    return isOpen
        ? Route.open(HttpMethods.GET, PATH, answer)
        : Route.of(HttpMethods.GET, PATH, Role.VIEWER, answer);
  }

  private static boolean isForwarded(HttpRequest request) {
    return FORWARDED.stream().anyMatch(name -> request.getHeader(name).isPresent());
  }
}
