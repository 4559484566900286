package throng.gpu.web.site;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.site.AlertBook;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.streams.frame.CameraId;

/** Alerts, and how they stand; those that were made on the page, to edit. */
final class AlertRoutes {
  private static final String ALL = "/api/v1/alerts";
  private static final String ONE = ALL + "/*";

  private final SiteParts parts;
  private final Edits edits;

  AlertRoutes(SiteParts parts, Edits edits) {
    this.parts = parts;
    this.edits = edits;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            HttpMethods.GET,
            ALL,
            Role.VIEWER,
            call -> CompletableFuture.completedFuture(answer(call.signedIn()))),
        Route.of(HttpMethods.PUT, ONE, Role.OPERATOR, this::put),
        Route.of(HttpMethods.DELETE, ONE, Role.OPERATOR, this::delete));
  }

  private HttpResponse answer(Principal who) {
    AlertList list = AlertList.of(parts, who);
    return IfMatch.answer(list, list.version());
  }

  private CompletionStage<HttpResponse> put(Call call) {
    OptionalLong version = IfMatch.required(call);
    String name = call.segments().get(0);
    requireOfThePage(name);
    return call.body(AlertBody.class)
        .thenCompose(
            body ->
                change(
                    call.signedIn(),
                    version,
                    before -> before.with(rule(name, body, before, call.signedIn()))));
  }

  private AlertRule rule(String name, AlertBody body, AlertBook before, Principal who) {
    Series where = body.place();
    if (!who.sees(where.camera())) {
      throw Problem.of(404, "where: There is no such camera.");
    }
    AlertRule taken = before.rules().get(name);
    if (taken != null && !who.sees(taken.where().camera())) {
      throw Problem.of(409, "There is another alert of that name: choose another.");
    }
    requireZone(where);
    AlertRule rule = body.rule(name, parts.settings().alerts().template(), parts.targets());
    requireGround(rule);
    return rule;
  }

  private void requireZone(Series where) {
    var zones = parts.site().state().camera(where.camera()).zones();
    String zone = where.zone().orElse("");
    if (where.zone().isPresent() && (!zones.containsKey(zone) || zones.get(zone).isMask())) {
      throw Problem.of(
          400, "where: %s has no zone %s: draw it first.".formatted(where.camera(), zone));
    }
  }

  // It would never fire, of which nobody would be told.
  private void requireGround(AlertRule rule) {
    CameraId camera = rule.where().camera();
    if (parts.site().state().camera(camera).lacksGroundOf(rule)) {
      throw Problem.of(
          400, "where: the ground of %s is not measured: measure it first.".formatted(camera));
    }
  }

  private CompletionStage<HttpResponse> delete(Call call) {
    OptionalLong version = IfMatch.required(call);
    String name = call.segments().get(0);
    requireOfThePage(name);
    Principal who = call.signedIn();
    return change(
        who,
        version,
        before -> {
          AlertRule rule = before.rules().get(name);
          if (rule == null || !who.sees(rule.where().camera())) {
            throw Problem.of(404, "There is no such alert.");
          }
          return before.without(name);
        });
  }

  private void requireOfThePage(String name) {
    if (name.equals(AlertRule.CAMERA_SILENT)) {
      throw Problem.of(
          409,
          "The alert camera-silent is built in: silence it, or see to it in"
              + " throng.gpu-node.camera-silent.");
    }
    if (parts.settings().alerts().rules().stream().anyMatch(it -> it.name().equals(name))) {
      throw Problem.of(
          409,
          "The alert %s stands in the settings file: change it there, or choose another name."
              .formatted(name));
    }
  }

  private CompletionStage<HttpResponse> change(
      Principal who, OptionalLong version, java.util.function.UnaryOperator<AlertBook> change) {
    return edits.run(
        who,
        LastEdits.Document.ALERTS,
        () -> {
          var unused = parts.site().changeAlerts(version, change);
          return answer(who);
        });
  }
}
