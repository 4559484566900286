package throng.gpu.web;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;

/** One's own password: anew, or the first one of who came by a link. */
final class PasswordRoute {
  private final Access access;

  /**
   * @param old the present one; empty where there is none yet
   */
  private record NewPassword(
      Optional<String> old, @JsonProperty(required = true) String password) {}

  PasswordRoute(Access access) {
    this.access = access;
  }

  Route route() {
    return Route.of(HttpMethods.PUT, "/api/v1/me/password", Role.VIEWER, this::change);
  }

  /** Every other browser of theirs must sign in again; this one need not. */
  private CompletionStage<HttpResponse> change(Call call) {
    return Changes.explained(
        call.body(NewPassword.class)
            .thenCompose(it -> change(call, it))
            .thenApply(PasswordRoute::answer));
  }

  private CompletionStage<Access.Attempt> change(Call call, NewPassword wanted) {
    if (call.signedIn().isToken()) {
      throw Problem.of(403, "A token has no password; sign in as a user.");
    }
    return access.changePassword(
        call.signedIn().name(),
        wanted.old().orElse(""),
        wanted.password(),
        call.caller().network(),
        call.caller().isEncrypted());
  }

  private static HttpResponse answer(Access.Attempt attempt) {
    if (attempt instanceof Access.SignedIn in) {
      return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT).addHeader(in.cookie());
    } else if (attempt instanceof Access.Wait wait) {
      throw Problem.later(429, "Too many wrong passwords: wait, and try again.", wait.time());
    }
    throw Problem.of(403, "The present password is wrong.");
  }
}
