package throng.gpu.web;

import akka.http.javadsl.model.HttpMethods;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Everywhere;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;
import throng.streams.pki.UnencryptedEdges;

/** Which edge nodes send what others can read, and are to be paired. */
final class UnencryptedRoute {
  private record Answer(List<Edge> edges) {}

  private record Edge(String node, String from, long lastAtMillis) {
    static Edge of(UnencryptedEdges.Seen seen) {
      return new Edge(seen.node(), seen.from().host(), seen.at().toEpochMilli());
    }
  }

  private UnencryptedRoute() {}

  static Route of(Supplier<List<UnencryptedEdges.Seen>> edges) {
    return Route.of(
        HttpMethods.GET,
        "/api/v1/unencrypted",
        Role.ADMIN,
        call -> {
          Everywhere.require(call);
          return CompletableFuture.completedFuture(
              Json.response(new Answer(edges.get().stream().map(Edge::of).toList())));
        });
  }
}
