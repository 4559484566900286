package throng.gpu.web;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.util.ByteString;
import java.util.concurrent.CompletableFuture;
import throng.actors.counts.Exposition;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Route;

/** The node's numbers, for Prometheus and whoever reads its format. */
final class MetricsRoute {
  private static final String PATH = "/metrics";

  private MetricsRoute() {}

  /**
   * The route.
   *
   * @param isOpen whether nobody needs to sign in for it
   */
  static Route of(Exposition numbers, boolean isOpen) {
    ContentType type = ContentTypes.parse(numbers.contentType());
    Route.Answer answer =
        call ->
            CompletableFuture.completedFuture(
                HttpResponse.create()
                    .withEntity(HttpEntities.create(type, ByteString.fromString(numbers.text()))));
    return isOpen
        ? Route.open(HttpMethods.GET, PATH, answer)
        : Route.of(HttpMethods.GET, PATH, Role.VIEWER, answer);
  }
}
