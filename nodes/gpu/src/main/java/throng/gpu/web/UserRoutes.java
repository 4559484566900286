package throng.gpu.web;

import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Everywhere;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;

/** Users and tokens, for administrators who see all cameras: others could make themselves one. */
final class UserRoutes {
  private final Access access;

  private record User(String name, Role role, List<String> cameras, boolean hasPassword) {}

  private record Users(List<User> users) {}

  private record NewUser(String name, Role role, Optional<List<String>> cameras) {}

  /** The path of a link that signs the new user in once. */
  private record Invited(String link) {}

  private record TokenLine(
      String id, String name, Role role, List<String> cameras, long createdMillis) {}

  private record Tokens(List<TokenLine> tokens) {}

  private record NewToken(String name, Role role, Optional<List<String>> cameras) {}

  /** It is told this once. */
  private record Secret(String token) {}

  UserRoutes(Access access) {
    this.access = access;
  }

  List<Route> routes() {
    return List.of(
        route(HttpMethods.GET, "/api/v1/users", call -> done(users())),
        route(HttpMethods.POST, "/api/v1/users", this::addUser),
        route(HttpMethods.DELETE, "/api/v1/users/*", this::removeUser),
        route(HttpMethods.GET, "/api/v1/tokens", call -> done(tokens())),
        route(HttpMethods.POST, "/api/v1/tokens", this::addToken),
        route(HttpMethods.DELETE, "/api/v1/tokens/*", this::removeToken));
  }

  private static Route route(HttpMethod method, String path, Route.Answer answer) {
    return Route.of(
        method,
        path,
        Role.ADMIN,
        call -> {
          Everywhere.require(call);
          return answer.to(call);
        });
  }

  private HttpResponse users() {
    return Json.response(
        new Users(
            accounts().all().stream()
                .map(it -> new User(it.name(), it.role(), it.cameras(), !it.hash().isEmpty()))
                .toList()));
  }

  private CompletionStage<HttpResponse> addUser(Call call) {
    return call.body(NewUser.class)
        .thenCompose(
            user ->
                change(
                    () ->
                        Json.response(
                                new Invited(
                                    "/#link="
                                        + accounts()
                                            .addInvited(
                                                user.name(),
                                                user.role(),
                                                user.cameras().orElse(List.of()))))
                            .withStatus(StatusCodes.CREATED)));
  }

  private CompletionStage<HttpResponse> removeUser(Call call) {
    return change(
        () -> {
          accounts().remove(call.segments().get(0));
          return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
        });
  }

  private HttpResponse tokens() {
    return Json.response(
        new Tokens(
            accounts().tokens().stream()
                .map(
                    it ->
                        new TokenLine(
                            it.id(), it.name(), it.role(), it.cameras(), it.createdMillis()))
                .toList()));
  }

  private CompletionStage<HttpResponse> addToken(Call call) {
    return call.body(NewToken.class)
        .thenCompose(
            token ->
                change(
                    () ->
                        Json.response(
                                new Secret(
                                    accounts()
                                        .addToken(
                                            token.name(),
                                            token.role(),
                                            token.cameras().orElse(List.of()))))
                            .withStatus(StatusCodes.CREATED)));
  }

  private CompletionStage<HttpResponse> removeToken(Call call) {
    return change(
        () -> {
          if (!accounts().removeToken(call.segments().get(0))) {
            throw Problem.of(404, "There is no such token.");
          }
          return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
        });
  }

  private Accounts accounts() {
    return access.accounts();
  }

  private CompletionStage<HttpResponse> change(Supplier<HttpResponse> change) {
    return Changes.explained(CompletableFuture.supplyAsync(change, access.disk()));
  }

  private static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
