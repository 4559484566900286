package throng.gpu.web;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.util.ByteString;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;

/** Whether the node lives, whether it counts, and which version it is. */
final class HealthRoutes {
  private final Health health;
  private final Supplier<Version> version;

  /**
   * What runs here.
   *
   * @param model its name and version
   */
  record Version(String version, String model) {}

  private record Ready(String status, Map<String, String> checks) {}

  HealthRoutes(Health health, Supplier<Version> version) {
    this.health = health;
    this.version = version;
  }

  List<Route> routes() {
    return List.of(
        Route.open(HttpMethods.GET, "/healthz", call -> done(alive())),
        Route.open(HttpMethods.GET, "/readyz", call -> done(ready())),
        Route.of(
            HttpMethods.GET,
            "/api/v1/version",
            Role.VIEWER,
            call -> done(Json.response(version.get()))));
  }

  private static HttpResponse alive() {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, ByteString.fromString("ok\n")));
  }

  private HttpResponse ready() {
    boolean isReady = health.isReady();
    return Json.response(new Ready(isReady ? "ready" : "not ready", health.states()))
        .withStatus(isReady ? 200 : 503);
  }

  private static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
