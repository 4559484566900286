package throng.gpu.web.site;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.site.SiteJson;
import throng.actors.counts.site.SiteState;
import throng.gpu.web.access.AccountException;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Everywhere;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;
import throng.streams.log.Reason;

/** Everything that people have said, as one file; for administrators with users. */
final class FileRoutes {
  private static final String SITE = "/api/v1/site";
  private static final long LARGEST = 8 * 1024 * 1024;
  private static final Duration FULL = Duration.ofSeconds(10);

  private final SiteParts parts;
  private final Accounts accounts;
  private final Edits edits;
  private final LastEdits last;
  private final WatchedPlaces watched;

  /** The path of a link that signs this user in once. */
  private record Link(String name, String link) {}

  /** How much the file held, and the links of those whom it made. */
  private record Imported(int cameras, int alerts, int groups, int users, List<Link> links) {
    static Imported of(SiteFile file, Map<String, String> codes) {
      return new Imported(
          file.site().cameras().size(),
          file.site().alerts().rules().size(),
          file.site().wide().groups().size(),
          file.users().size(),
          codes.entrySet().stream()
              .map(it -> new Link(it.getKey(), "/#link=" + it.getValue()))
              .toList());
    }
  }

  FileRoutes(SiteParts parts, Accounts accounts, Edits edits, LastEdits last) {
    this.parts = parts;
    this.accounts = accounts;
    this.edits = edits;
    this.last = last;
    this.watched = new WatchedPlaces(parts);
  }

  List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, SITE, Role.OPERATOR, this::write),
        Route.of(HttpMethods.PUT, SITE, Role.ADMIN, this::read));
  }

  private CompletionStage<HttpResponse> write(Call call) {
    Everywhere.require(call);
    boolean hasUsers = call.signedIn().role().covers(Role.ADMIN);
    return edits.run(
        () ->
            HttpResponse.create()
                .addHeader(
                    RawHeader.create(
                        "Content-Disposition", "attachment; filename=\"throng-site.json\""))
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, text(hasUsers))));
  }

  private String text(boolean hasUsers) {
    SiteState site = parts.site().state();
    return hasUsers ? SiteFile.write(site, accounts.all()) : SiteJson.write(site);
  }

  private CompletionStage<HttpResponse> read(Call call) {
    Everywhere.require(call);
    return call.bytes(LARGEST).thenCompose(bytes -> edits.run(() -> read(bytes, call.signedIn())));
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

  private HttpResponse read(byte[] bytes, Principal who) {
    SiteFile file = SiteFile.read(bytes);
    file.site().alerts().rules().values().forEach(this::requireTargets);
    Map<String, String> codes = take(file);
    file.site().cameras().keySet().forEach(camera -> last.changed(camera, who.name()));
    List.of(LastEdits.Document.values()).forEach(document -> last.changed(document, who.name()));
    return Json.response(Imported.of(file, codes));
  }

  /** Takes all of it, or nothing; gives the codes that sign in whom it makes. */
  private Map<String, String> take(SiteFile file) {
    if (file.users().isEmpty()) {
      take(file.site());
      return Map.of();
    }
    boolean[] isSiteTaken = new boolean[1];
    try {
      return accounts.take(
          file.users(),
          () -> {
            take(file.site());
            isSiteTaken[0] = true;
          });
    } catch (AccountException refused) {
      throw problem(refused);
    } catch (UncheckedIOException full) {
      throw isSiteTaken[0] ? withoutUsers(full) : full;
    }
  }

  private void take(SiteState site) {
    try {
      parts.site().importAll(site, watched::require);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem problem(AccountException refused) {
    int status = refused.kind() == AccountException.Kind.WRONG ? 400 : 409;
    return Problem.of(status, "The file: %s Nothing was taken.".formatted(refused.getMessage()));
  }

  private static RuntimeException withoutUsers(UncheckedIOException full) {
    return Problem.later(
        503,
        "All of the file is taken but its users, since the node cannot write its accounts: "
            + Reason.of(full)
            + ". Import it again.",
        FULL);
  }
}
