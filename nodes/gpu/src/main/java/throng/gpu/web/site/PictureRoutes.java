package throng.gpu.web.site;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.Counted;
import throng.actors.counts.place.PlaceSums;
import throng.actors.counts.place.Zone;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;
import throng.gpu.web.live.Rounded;
import throng.gpu.web.site.HeldPictures.Held;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;

/** Pictures that are held still, so that somebody can count them. */
final class PictureRoutes {
  private static final String ALL = "/api/v1/cameras/*/*/calibration/pictures";
  private static final String ONE = ALL + "/*";
  private static final int ID = 2;
  private static final ContentType JPEG = MediaTypes.IMAGE_JPEG.toContentType();

  private final SiteParts parts;
  private final Edits edits;
  private final HeldPictures held;

  private record HeldPicture(
      String id,
      double counted,
      long atMillis,
      int width,
      int height,
      CalibrationLine.NetworkLine network,
      long forgottenAtMillis,
      boolean picture) {}

  PictureRoutes(SiteParts parts, Edits edits, HeldPictures held) {
    this.parts = parts;
    this.edits = edits;
    this.held = held;
  }

  List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.POST, ALL, Role.OPERATOR, this::hold),
        Route.of(HttpMethods.GET, ONE, Role.OPERATOR, this::picture),
        Route.of(HttpMethods.PUT, ONE, Role.OPERATOR, this::renew),
        Route.of(HttpMethods.DELETE, ONE, Role.OPERATOR, this::forget));
  }

  private CompletionStage<HttpResponse> hold(Call call) {
    CameraId camera = parts.live().visible(call);
    // Masks' shares are to be found first.
    return edits.run(() -> hold(camera));
  }

  private HttpResponse hold(CameraId camera) {
    Counted newest =
        parts
            .live()
            .latest(camera)
            .orElseThrow(
                () ->
                    Problem.of(404, "There is no counted picture of this camera now: try again."));
    if (!(newest.reply() instanceof DensityMap map)) {
      throw Problem.of(404, "There is no counted picture of this camera now: try again.");
    }
    // Where no picture is shown, none is held.
    Counted shown = parts.pictures() ? newest : newest.withoutPicture();
    Held one = held.hold(shown, unmasked(camera, map));
    return Json.response(
            new HeldPicture(
                one.id(),
                Rounded.tenth(one.people()),
                newest.answeredMillis(),
                newest.frame().width(),
                newest.frame().height(),
                CalibrationLine.NetworkLine.of(newest.network()),
                parts.utc().millis() + HeldPictures.HELD.toMillis(),
                parts.pictures()))
        .withStatus(StatusCodes.CREATED);
  }

  private double unmasked(CameraId camera, DensityMap map) {
    List<Zone> masks =
        parts.site().state().camera(camera).zones().values().stream().filter(Zone::isMask).toList();
    return new PlaceSums(masks).people(map).picture();
  }

  private CompletionStage<HttpResponse> picture(Call call) {
    Held one =
        held.get(parts.live().visible(call), call.segments().get(ID))
            .orElseThrow(PictureRoutes::forgotten);
    return CompletableFuture.completedFuture(
        parts.pictures()
            ? HttpResponse.create()
                .withEntity(HttpEntities.create(JPEG, one.picture().frame().jpeg()))
            : noContent());
  }

  private CompletionStage<HttpResponse> renew(Call call) {
    if (!held.renew(parts.live().visible(call), call.segments().get(ID))) {
      throw forgotten();
    }
    return CompletableFuture.completedFuture(noContent());
  }

  private CompletionStage<HttpResponse> forget(Call call) {
    if (!held.remove(parts.live().visible(call), call.segments().get(ID))) {
      throw forgotten();
    }
    return CompletableFuture.completedFuture(noContent());
  }

  static Problem forgotten() {
    return Problem.of(404, "That picture is not held any more: hold another one.");
  }

  private static HttpResponse noContent() {
    return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
  }
}
