package throng.gpu.web;

import akka.http.javadsl.model.HttpMethods;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import throng.actors.counts.History;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;

/** What this node keeps, and for how long. */
final class StoredRoute {
  private record Kept(long secondsFor, long minutesFor, long hoursFor, long alertsFor) {}

  /** Where there is no history, none is kept. */
  private record Stored(
      boolean pictures,
      Optional<Kept> history,
      long signInSeconds,
      long linkSeconds,
      String timeZone) {}

  private StoredRoute() {}

  static Route of(WebSettings settings, Optional<History> history) {
    Stored stored =
        new Stored(
            settings.live().pictures(),
            history.map(it -> kept(it.keeping())),
            settings.signInHolds().toSeconds(),
            Accounts.LINK_HOLDS.toSeconds(),
            settings.timeZone().getId());
    return Route.of(
        HttpMethods.GET,
        "/api/v1/stored",
        Role.VIEWER,
        call -> CompletableFuture.completedFuture(Json.response(stored)));
  }

  private static Kept kept(History.Keeping it) {
    return new Kept(
        it.seconds().toSeconds(),
        it.minutes().toSeconds(),
        it.hours().toSeconds(),
        it.alerts().toSeconds());
  }
}
