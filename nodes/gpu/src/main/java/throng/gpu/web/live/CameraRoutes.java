package throng.gpu.web.live;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.Counted;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;
import throng.streams.frame.CameraId;

/** The cameras that the caller may see, and their last pictures. */
public final class CameraRoutes {
  private static final ContentType JPEG = MediaTypes.IMAGE_JPEG.toContentType();

  private final LiveCounts counts;
  private final LiveSettings settings;

  public CameraRoutes(LiveCounts counts, LiveSettings settings) {
    this.counts = counts;
    this.settings = settings;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, "/api/v1/cameras", Role.VIEWER, call -> done(all(call))),
        Route.of(
            HttpMethods.GET,
            "/api/v1/cameras/*/*/latest.jpg",
            Role.VIEWER,
            call -> done(latest(call))));
  }

  private HttpResponse all(Call call) {
    return Json.response(counts.now(call.signedIn()));
  }

  private HttpResponse latest(Call call) {
    CameraId camera = counts.visible(call);
    Optional<Counted> latest = settings.pictures() ? counts.latest(camera) : Optional.empty();
    return latest
        .map(it -> HttpResponse.create().withEntity(HttpEntities.create(JPEG, it.frame().jpeg())))
        .orElseGet(() -> HttpResponse.create().withStatus(StatusCodes.NO_CONTENT));
  }

  private static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
