package throng.gpu.web.live;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.DateTime;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.LastModified;
import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.Counted;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;
import throng.streams.frame.CameraId;

/** The cameras that the caller may see, and their last pictures. */
public final class CameraRoutes {
  private static final ContentType JPEG = MediaTypes.IMAGE_JPEG.toContentType();

  private static final Duration SOON = Duration.ofSeconds(1);

  private final LiveCounts counts;
  private final LiveSettings settings;
  private final Bandwidth bandwidth;

  /**
   * @param bandwidth of all pictures
   */
  public CameraRoutes(LiveCounts counts, LiveSettings settings, Bandwidth bandwidth) {
    this.counts = counts;
    this.settings = settings;
    this.bandwidth = bandwidth;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, "/api/v1/cameras", Role.VIEWER, call -> done(all(call))),
        Route.of(HttpMethods.GET, "/api/v1/cameras/*/*/latest.jpg", Role.VIEWER, this::latest));
  }

  private HttpResponse all(Call call) {
    return Json.response(counts.now(call.signedIn()));
  }

  private CompletionStage<HttpResponse> latest(Call call) {
    CameraId camera = counts.visible(call);
    return settings.pictures()
        ? counts
            .presentSoon(camera)
            .thenApply(present -> present.map(this::picture).orElseGet(CameraRoutes::none))
        : done(none());
  }

  private static HttpResponse none() {
    return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
  }

  private HttpResponse picture(Counted counted) {
    ByteString jpeg = counted.frame().jpeg();
    if (!bandwidth.take(jpeg.size())) {
      throw Problem.later(
          503,
          "Pictures take as much as they may (throng.gpu-node.web.live.bandwidth): try again.",
          SOON);
    }
    return HttpResponse.create()
        .addHeader(LastModified.create(DateTime.create(counted.answeredMillis())))
        .withEntity(HttpEntities.create(JPEG, jpeg));
  }

  private static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
