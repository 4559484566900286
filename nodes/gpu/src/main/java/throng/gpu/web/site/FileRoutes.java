package throng.gpu.web.site;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.site.SiteJson;
import throng.actors.counts.site.SiteState;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Everywhere;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;

/** Everything that people have said, as one file. */
final class FileRoutes {
  private static final String SITE = "/api/v1/site";
  private static final long LARGEST = 8 * 1024 * 1024;

  private final SiteParts parts;
  private final Edits edits;
  private final LastEdits last;

  /** How much the file held. */
  private record Imported(int cameras, int alerts, int groups) {}

  FileRoutes(SiteParts parts, Edits edits, LastEdits last) {
    this.parts = parts;
    this.edits = edits;
    this.last = last;
  }

  List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, SITE, Role.OPERATOR, this::write),
        Route.of(HttpMethods.PUT, SITE, Role.ADMIN, this::read));
  }

  private CompletionStage<HttpResponse> write(Call call) {
    Everywhere.require(call);
    return edits.run(
        () ->
            HttpResponse.create()
                .addHeader(
                    RawHeader.create(
                        "Content-Disposition", "attachment; filename=\"throng-site.json\""))
                .withEntity(
                    HttpEntities.create(
                        ContentTypes.APPLICATION_JSON, SiteJson.write(parts.site().state()))));
  }

  private CompletionStage<HttpResponse> read(Call call) {
    Everywhere.require(call);
    return call.bytes(LARGEST)
        .thenCompose(bytes -> edits.run(() -> read(bytes, call.signedIn().name())));
  }

  // An alert that tells nobody is found out when it is too late.
  private void requireTargets(AlertRule rule) {
    AlertBody.unknown(rule.targets(), parts.targets())
        .ifPresent(
            sentence -> {
              throw Problem.of(
                  400,
                  "The file: the alert %s: %s Nothing was taken: name it in this node's settings, or"
                          .formatted(rule.name(), sentence)
                      + " take it out of the file.");
            });
  }

  private HttpResponse read(byte[] bytes, String who) throws java.io.IOException {
    SiteState file = SiteJson.read(new String(bytes, StandardCharsets.UTF_8), "The file");
    file.alerts().rules().values().forEach(this::requireTargets);
    parts.site().importAll(file);
    file.cameras().keySet().forEach(camera -> last.changed(camera, who));
    List.of(LastEdits.Document.values()).forEach(document -> last.changed(document, who));
    return Json.response(
        new Imported(
            file.cameras().size(), file.alerts().rules().size(), file.wide().groups().size()));
  }
}
