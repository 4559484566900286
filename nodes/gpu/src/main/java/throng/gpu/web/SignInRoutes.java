package throng.gpu.web;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;

/** Signing in by password or link, making the first account, signing out. */
final class SignInRoutes {
  private final Access access;

  private record Password(String name, String password) {}

  private record Link(String code) {}

  private record First(String code, String name, String password) {}

  private record Kind(String kind) {}

  /** Nobody has signed in where there is no name. */
  private record Me(Optional<String> name, Optional<Role> role, List<String> cameras) {}

  SignInRoutes(Access access) {
    this.access = access;
  }

  List<Route> routes() {
    return List.of(
        Route.open(HttpMethods.POST, "/api/v1/sign-in", this::byPassword),
        Route.open(HttpMethods.POST, "/api/v1/sign-in/link", this::byLink),
        Route.open(HttpMethods.POST, "/api/v1/sign-in/first", this::first),
        Route.of(HttpMethods.POST, "/api/v1/sign-out", Role.VIEWER, this::signOut),
        Route.open(HttpMethods.GET, "/api/v1/me", SignInRoutes::me));
  }

  private CompletionStage<HttpResponse> byPassword(Call call) {
    return shown(call, Password.class)
        .thenCompose(
            it ->
                access.byPassword(
                    it.name(), it.password(), call.caller().network(), call.caller().isEncrypted()))
        .thenApply(it -> answer(it, "The name or the password is wrong."));
  }

  /** A link for the first account is told from others, and not used up. */
  private CompletionStage<HttpResponse> byLink(Call call) {
    return shown(call, Link.class)
        .thenCompose(
            link ->
                access.isFirst(link.code())
                    ? CompletableFuture.completedFuture(Json.response(new Kind("first")))
                    : access
                        .byLink(link.code(), call.caller().network(), call.caller().isEncrypted())
                        .thenApply(
                            it -> answer(it, "This link has been used already, or is too old.")));
  }

  private CompletionStage<HttpResponse> first(Call call) {
    return Changes.explained(
        shown(call, First.class)
            .thenCompose(
                it ->
                    access.first(
                        it.code(),
                        it.name(),
                        it.password(),
                        call.caller().network(),
                        call.caller().isEncrypted()))
            .thenApply(
                it ->
                    answer(
                        it, "This link is too old, or the first account has been made already.")));
  }

  private static <T> CompletionStage<T> shown(Call call, Class<T> type) {
    return call.body(type)
        .thenApply(
            it -> {
              call.judged().run();
              return it;
            });
  }

  private CompletionStage<HttpResponse> signOut(Call call) {
    return CompletableFuture.completedFuture(
        HttpResponse.create()
            .withStatus(StatusCodes.NO_CONTENT)
            .addHeader(access.signOut(call.signedIn(), call.caller().isEncrypted())));
  }

  private static CompletionStage<HttpResponse> me(Call call) {
    Optional<Principal> who = call.principal();
    return CompletableFuture.completedFuture(
        Json.response(
            new Me(
                who.map(Principal::name),
                who.map(Principal::role),
                who.map(Principal::cameras).orElse(List.of()))));
  }

  private static HttpResponse answer(Access.Attempt attempt, String denied) {
    if (attempt instanceof Access.SignedIn in) {
      return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT).addHeader(in.cookie());
    } else if (attempt instanceof Access.Wait wait) {
      throw Problem.later(429, "Too many tries to sign in: wait, and try again.", wait.time());
    }
    throw Problem.of(401, denied);
  }
}
