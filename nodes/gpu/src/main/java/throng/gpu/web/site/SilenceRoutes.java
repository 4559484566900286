package throng.gpu.web.site;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertRule;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;

/** Alerts of which nobody is to be notified for some time; they fire and are shown all the same. */
final class SilenceRoutes {
  private static final String SILENCE = "/api/v1/alerts/*/silence";
  private static final Duration LONGEST = Duration.ofDays(30);

  private final SiteParts parts;

  private record NewSilence(double forSeconds, Optional<String> where) {}

  SilenceRoutes(SiteParts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.POST, SILENCE, Role.OPERATOR, this::silence),
        Route.of(HttpMethods.DELETE, SILENCE, Role.OPERATOR, this::end));
  }

  private CompletionStage<HttpResponse> silence(Call call) {
    return call.body(NewSilence.class)
        .thenApply(
            body -> {
              Duration time = AlertBody.time("forSeconds", body.forSeconds());
              if (time.isZero() || time.compareTo(LONGEST) > 0) {
                throw Problem.of(400, "forSeconds must be above 0, and at most 30 days: 2592000.");
              }
              return until(call, body.where(), parts.utc().millis() + time.toMillis());
            });
  }

  private CompletionStage<HttpResponse> end(Call call) {
    Optional<String> where = call.request().getUri().query().get("where");
    return CompletableFuture.completedFuture(until(call, where, 0));
  }

  private HttpResponse until(Call call, Optional<String> where, long millis) {
    Principal who = call.signedIn();
    String name = call.segments().get(0);
    Optional<Series> place = where.map(SilenceRoutes::place);
    List<Series> fires = places(name, who);
    if (fires.isEmpty() || place.filter(it -> !fires.contains(it)).isPresent()) {
      throw Problem.of(404, "There is no such alert.");
    }
    if (place.isEmpty() && name.equals(AlertRule.CAMERA_SILENT)) {
      throw Problem.of(400, "where is missing: camera-silent is silenced for one camera each.");
    }
    parts.alerts().silence(name, Optional.of(place.orElse(fires.get(0))), millis);
    AlertList list = AlertList.of(parts, who);
    return IfMatch.answer(list, list.version());
  }

  private List<Series> places(String name, Principal who) {
    return AlertList.of(parts, who).alerts().stream()
        .filter(it -> it.name().equals(name))
        .map(it -> place(it.rule().where()))
        .toList();
  }

  private static Series place(String where) {
    return Series.parse(where)
        .orElseThrow(() -> Problem.of(400, "where must be node/camera or node/camera/zone."));
  }
}
