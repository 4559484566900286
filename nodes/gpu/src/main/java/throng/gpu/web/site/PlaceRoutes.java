package throng.gpu.web.site;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import throng.actors.counts.Title;
import throng.actors.counts.place.Ground;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.CameraSite;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.streams.frame.CameraId;

/** Everything about one camera, and its title, capacity, zones, masks and ground to edit. */
final class PlaceRoutes {
  private static final String CAMERA = "/api/v1/cameras/*/*";
  private static final int ZONE = 2;

  private final SiteParts parts;
  private final Edits edits;
  private final WatchedPlaces watched;

  private record NewZone(
      Optional<String> title,
      Optional<ZoneKind> kind,
      Optional<Integer> capacity,
      List<double[]> points) {
    Zone zone(String name) {
      return new Zone(
          name,
          title.map(Title::typed).orElse(name),
          kind.orElse(ZoneKind.ZONE).kind(),
          new Outline(Points.picture("points", points)),
          AboutBody.capacity(capacity));
    }
  }

  PlaceRoutes(SiteParts parts, Edits edits) {
    this.parts = parts;
    this.edits = edits;
    this.watched = new WatchedPlaces(parts);
  }

  List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, CAMERA, Role.VIEWER, this::camera),
        Route.of(HttpMethods.DELETE, CAMERA, Role.OPERATOR, this::forget),
        Route.of(HttpMethods.PUT, CAMERA + "/zones/*", Role.OPERATOR, this::putZone),
        Route.of(HttpMethods.DELETE, CAMERA + "/zones/*", Role.OPERATOR, this::deleteZone),
        Route.of(HttpMethods.PUT, CAMERA + "/about", Role.OPERATOR, this::putAbout),
        Route.of(HttpMethods.PUT, CAMERA + "/ground", Role.OPERATOR, this::putGround),
        Route.of(HttpMethods.DELETE, CAMERA + "/ground", Role.OPERATOR, this::deleteGround));
  }

  private CompletionStage<HttpResponse> camera(Call call) {
    CameraId camera = parts.live().visible(call);
    return CompletableFuture.completedFuture(answer(camera, parts.site().state().camera(camera)));
  }

  /** It is missed no longer, and what people have said of it goes; its history stays. */
  private CompletionStage<HttpResponse> forget(Call call) {
    CameraId camera = parts.live().visible(call);
    call.requireConfirmed(camera.toString());
    return edits.run(
        call.signedIn(),
        camera,
        () -> {
          watched.require(camera, parts.site().state().camera(camera), CameraSite.NONE);
          parts.live().forget(camera);
          if (parts.site().state().placed().contains(camera)) {
            parts.site().change(camera, OptionalLong.empty(), before -> CameraSite.NONE);
          }
          return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
        });
  }

  private CompletionStage<HttpResponse> putZone(Call call) {
    CameraId camera = parts.live().visible(call);
    OptionalLong version = IfMatch.required(call);
    return call.body(NewZone.class)
        .thenCompose(
            body ->
                change(
                    call,
                    camera,
                    version,
                    before -> before.with(body.zone(call.segments().get(ZONE)))));
  }

  private CompletionStage<HttpResponse> deleteZone(Call call) {
    CameraId camera = parts.live().visible(call);
    OptionalLong version = IfMatch.required(call);
    String zone = call.segments().get(ZONE);
    return change(
        call,
        camera,
        version,
        before -> {
          if (!before.zones().containsKey(zone)) {
            throw Problem.of(404, "There is no such zone.");
          }
          return before.without(zone);
        });
  }

  private CompletionStage<HttpResponse> putAbout(Call call) {
    CameraId camera = parts.live().visible(call);
    OptionalLong version = IfMatch.required(call);
    return call.body(AboutBody.class)
        .thenCompose(body -> change(call, camera, version, before -> before.with(body.about())));
  }

  private CompletionStage<HttpResponse> putGround(Call call) {
    CameraId camera = parts.live().visible(call);
    OptionalLong version = IfMatch.required(call);
    return call.body(GroundBody.class)
        .thenCompose(body -> change(call, camera, version, before -> ground(before, body)));
  }

  private static CameraSite ground(CameraSite before, GroundBody body) {
    return before.with(Optional.of(body.ground()));
  }

  private CompletionStage<HttpResponse> deleteGround(Call call) {
    CameraId camera = parts.live().visible(call);
    OptionalLong version = IfMatch.required(call);
    return change(
        call,
        camera,
        version,
        before -> {
          if (before.ground().isEmpty()) {
            throw Problem.of(404, "The ground of this camera is not measured.");
          }
          return before.with(Optional.<Ground>empty());
        });
  }

  private CompletionStage<HttpResponse> change(
      Call call, CameraId camera, OptionalLong version, UnaryOperator<CameraSite> change) {
    UnaryOperator<CameraSite> kept = watched.keeping(camera, change);
    return edits.run(
        call.signedIn(), camera, () -> answer(camera, parts.site().change(camera, version, kept)));
  }

  private HttpResponse answer(CameraId camera, CameraSite site) {
    return IfMatch.answer(
        CameraPlace.of(camera, site, parts.live().state(camera), parts.counts(), parts.pictures()),
        site.version());
  }
}
