package throng.gpu.web;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Everywhere;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;
import throng.streams.flow.FutureFailure;
import throng.streams.settings.SettingsException;

/**
 * The node's networks: for everybody to see, and for administrators to change who see every camera.
 */
final class NetworkRoutes {
  private static final String ALL = "/api/v1/models";
  private static final String ONE = ALL + "/*";
  private static final String USE = ONE + "/use";
  private static final String SHADOW = ONE + "/shadow";

  private final NetworkControl networks;

  private record Added(String name) {}

  private record Used(Optional<String> name) {}

  private record Shadowed(Optional<String> of, double share) {}

  private record Done(String sentence) {}

  NetworkRoutes(NetworkControl networks) {
    this.networks = networks;
  }

  List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, ALL, Role.VIEWER, this::all),
        Route.of(HttpMethods.POST, ALL, Role.ADMIN, this::add),
        Route.of(HttpMethods.DELETE, ONE, Role.ADMIN, this::remove),
        Route.of(HttpMethods.POST, USE, Role.ADMIN, this::use),
        Route.of(HttpMethods.POST, SHADOW, Role.ADMIN, this::shadow),
        Route.of(HttpMethods.DELETE, SHADOW, Role.ADMIN, this::stopShadow));
  }

  private CompletionStage<HttpResponse> all(Call call) {
    return CompletableFuture.completedFuture(
        Json.response(networks.all().only(call.signedIn()::sees)));
  }

  private CompletionStage<HttpResponse> add(Call call) {
    Everywhere.require(call);
    return call.body(Added.class).thenCompose(body -> explained(networks.add(body.name())));
  }

  private CompletionStage<HttpResponse> remove(Call call) {
    Everywhere.require(call);
    return explained(networks.remove(call.segments().get(0)));
  }

  private CompletionStage<HttpResponse> use(Call call) {
    Everywhere.require(call);
    return call.body(Used.class)
        .thenCompose(body -> explained(networks.use(call.segments().get(0), body.name())));
  }

  private CompletionStage<HttpResponse> shadow(Call call) {
    Everywhere.require(call);
    return call.body(Shadowed.class)
        .thenCompose(
            body -> explained(networks.shadow(call.segments().get(0), body.of(), body.share())));
  }

  private CompletionStage<HttpResponse> stopShadow(Call call) {
    Everywhere.require(call);
    return explained(networks.stopShadow());
  }

  private static CompletionStage<HttpResponse> explained(CompletionStage<String> change) {
    return change
        .thenApply(sentence -> Json.response(new Done(sentence)))
        .exceptionally(
            failure -> {
              throw problem(FutureFailure.cause(failure));
            });
  }

  private static RuntimeException problem(Throwable failure) {
    return failure instanceof SettingsException refused
        ? Problem.of(409, String.valueOf(refused.getMessage()))
        : new CompletionException(failure);
  }
}
