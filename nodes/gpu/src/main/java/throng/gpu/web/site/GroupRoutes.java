package throng.gpu.web.site;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import throng.actors.counts.Series;
import throng.actors.counts.Title;
import throng.actors.counts.site.CameraGroup;
import throng.actors.counts.site.SiteWide;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Everywhere;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.streams.frame.CameraId;

/** Groups of cameras. */
final class GroupRoutes {
  private static final String ALL = "/api/v1/groups";
  private static final String ONE = ALL + "/*";

  private final SiteParts parts;
  private final Edits edits;

  private record Group(
      String name, String title, Optional<Integer> capacity, List<String> cameras) {}

  private record Groups(long version, List<Group> groups) {}

  private record NewGroup(
      Optional<String> title, Optional<Integer> capacity, List<String> cameras) {}

  GroupRoutes(SiteParts parts, Edits edits) {
    this.parts = parts;
    this.edits = edits;
  }

  List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, ALL, Role.VIEWER, this::groups),
        Route.of(HttpMethods.PUT, ONE, Role.OPERATOR, this::put),
        Route.of(HttpMethods.DELETE, ONE, Role.OPERATOR, this::delete));
  }

  private CompletionStage<HttpResponse> groups(Call call) {
    return CompletableFuture.completedFuture(answer(call.signedIn(), parts.site().state().wide()));
  }

  private CompletionStage<HttpResponse> put(Call call) {
    Everywhere.require(call);
    OptionalLong version = IfMatch.required(call);
    String name = call.segments().get(0);
    return call.body(NewGroup.class)
        .thenCompose(
            body ->
                edits.run(
                    call.signedIn(),
                    LastEdits.Document.WIDE,
                    () ->
                        answer(
                            call.signedIn(),
                            parts
                                .site()
                                .changeWide(version, before -> before.with(group(name, body))))));
  }

  private static CameraGroup group(String name, NewGroup body) {
    if (body.cameras().contains(null)) {
      throw Problem.of(400, "cameras holds null in place of node/camera.");
    }
    return new CameraGroup(
        name,
        body.title().map(Title::typed).orElse(name),
        body.cameras(),
        AboutBody.capacity(body.capacity()));
  }

  private CompletionStage<HttpResponse> delete(Call call) {
    Everywhere.require(call);
    OptionalLong version = IfMatch.required(call);
    String name = call.segments().get(0);
    return edits.run(
        call.signedIn(),
        LastEdits.Document.WIDE,
        () ->
            answer(
                call.signedIn(),
                parts
                    .site()
                    .changeWide(
                        version,
                        before -> {
                          if (!before.groups().containsKey(name)) {
                            throw Problem.of(404, "There is no such group.");
                          }
                          return before.without(name);
                        })));
  }

  private static List<String> visible(CameraGroup group, Principal who) {
    if (who.cameras().isEmpty()) {
      return group.cameras();
    }
    Stream<String> named =
        group.cameras().stream()
            .filter(it -> camera(it).map(who::sees).orElse(who.cameras().contains(it)));
    Stream<String> ofWholeNodes =
        who.cameras().stream().filter(it -> camera(it).filter(group::holds).isPresent());
    return Stream.concat(named, ofWholeNodes).distinct().toList();
  }

  private static Optional<CameraId> camera(String name) {
    return Series.parse(name).filter(it -> it.zone().isEmpty()).map(Series::camera);
  }

  private static Group group(CameraGroup it, Principal who) {
    List<String> visible = visible(it, who);
    boolean isWhole = visible.equals(it.cameras());
    return new Group(
        it.name(),
        it.title(),
        isWhole ? it.capacity().stream().boxed().findFirst() : Optional.empty(),
        visible);
  }

  /**
   * Who sees some cameras only is told of those, and of groups that hold any, but not how many
   * people all hold.
   */
  private static HttpResponse answer(Principal who, SiteWide wide) {
    List<Group> groups =
        wide.groups().values().stream()
            .map(it -> group(it, who))
            .filter(it -> who.cameras().isEmpty() || !it.cameras().isEmpty())
            .toList();
    return IfMatch.answer(new Groups(wide.version(), groups), wide.version());
  }
}
