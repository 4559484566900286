package throng.gpu.web.site;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.util.ByteString;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import throng.actors.counts.Network;
import throng.actors.counts.calibration.Calibration;
import throng.actors.counts.site.CameraSite;
import throng.actors.counts.site.StaleVersionException;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.site.HeldPictures.Held;
import throng.streams.frame.CameraId;

/** The pictures of a camera that somebody has counted, and the factor that follows. */
final class CalibrationRoutes {
  private static final String CALIBRATION = "/api/v1/cameras/*/*/calibration";
  private static final String PAIRS = CALIBRATION + "/pairs";
  private static final int NUMBER = 2;
  private static final ContentType CSV = MediaTypes.TEXT_CSV.toContentType(HttpCharsets.UTF_8);

  private final SiteParts parts;
  private final Edits edits;
  private final HeldPictures held;

  private record NewPair(String picture, double people) {}

  private enum Use {
    @JsonProperty("proposed")
    PROPOSED,
    @JsonProperty("confirmed")
    CONFIRMED,
    @JsonProperty("none")
    NONE
  }

  private record NewFactor(Use factor) {}

  CalibrationRoutes(SiteParts parts, Edits edits, HeldPictures held) {
    this.parts = parts;
    this.edits = edits;
    this.held = held;
  }

  List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.PUT, CALIBRATION, Role.OPERATOR, this::use),
        Route.of(HttpMethods.GET, PAIRS, Role.VIEWER, this::pairs),
        Route.of(HttpMethods.POST, PAIRS, Role.OPERATOR, this::add),
        Route.of(HttpMethods.DELETE, PAIRS, Role.OPERATOR, this::removeAll),
        Route.of(HttpMethods.DELETE, PAIRS + "/*", Role.OPERATOR, this::remove),
        Route.of(HttpMethods.GET, PAIRS + ".csv", Role.VIEWER, this::csv));
  }

  private CompletionStage<HttpResponse> pairs(Call call) {
    CameraId camera = parts.live().visible(call);
    return CompletableFuture.completedFuture(answer(camera, parts.site().state().camera(camera)));
  }

  private CompletionStage<HttpResponse> add(Call call) {
    CameraId camera = parts.live().visible(call);
    OptionalLong version = IfMatch.optional(call);
    return call.body(NewPair.class)
        .thenCompose(
            body ->
                edits.run(
                    call.signedIn(),
                    camera,
                    () -> {
                      // Here, where changes come one after the other: none is to count twice.
                      Held one =
                          held.get(camera, body.picture()).orElseThrow(PictureRoutes::forgotten);
                      CameraSite added =
                          change(
                              camera,
                              version,
                              before ->
                                  before.with(
                                      one.picture().answeredMillis(),
                                      one.picture().network(),
                                      body.people(),
                                      one.people()));
                      held.remove(camera, one.id());
                      return answer(camera, added).withStatus(StatusCodes.CREATED);
                    }));
  }

  private CompletionStage<HttpResponse> remove(Call call) {
    CameraId camera = parts.live().visible(call);
    OptionalLong version = IfMatch.optional(call);
    long number = number(call.segments().get(NUMBER));
    return edits.run(
        call.signedIn(),
        camera,
        () ->
            answer(
                camera,
                change(
                    camera,
                    version,
                    before -> {
                      if (before.pairs().stream().noneMatch(it -> it.number() == number)) {
                        throw noPair();
                      }
                      return before.without(number);
                    })));
  }

  private static long number(String segment) {
    try {
      return Long.parseLong(segment);
    } catch (NumberFormatException e) {
      throw noPair();
    }
  }

  private static Problem noPair() {
    return Problem.of(404, "There is no counted picture of that number.");
  }

  private CompletionStage<HttpResponse> removeAll(Call call) {
    CameraId camera = parts.live().visible(call);
    OptionalLong version = IfMatch.optional(call);
    return edits.run(
        call.signedIn(),
        camera,
        () -> answer(camera, change(camera, version, Calibration::withoutPairs)));
  }

  private CompletionStage<HttpResponse> use(Call call) {
    CameraId camera = parts.live().visible(call);
    OptionalLong version = IfMatch.required(call);
    return call.body(NewFactor.class)
        .thenCompose(
            body ->
                edits.run(
                    call.signedIn(),
                    camera,
                    () ->
                        answer(
                            camera,
                            change(
                                camera, version, before -> used(before, body.factor(), camera)))));
  }

  private Calibration used(Calibration before, Use use, CameraId camera) {
    if (use == Use.NONE) {
      return before.revoke();
    }
    Network network =
        parts
            .counts()
            .network(camera)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No network has counted this camera since the node began: wait for a"
                            + " count."));
    long millis = parts.utc().millis();
    return use == Use.PROPOSED ? before.accept(network, millis) : before.confirm(network, millis);
  }

  private CompletionStage<HttpResponse> csv(Call call) {
    CameraId camera = parts.live().visible(call);
    String csv = parts.site().state().camera(camera).calibration().csv();
    String file = "%s_%s_pairs.csv".formatted(camera.node(), camera.camera());
    return CompletableFuture.completedFuture(
        HttpResponse.create()
            .addHeader(
                RawHeader.create("Content-Disposition", "attachment; filename=\"" + file + "\""))
            .withEntity(HttpEntities.create(CSV, ByteString.fromString(csv))));
  }

  private CameraSite change(
      CameraId camera, OptionalLong version, UnaryOperator<Calibration> change)
      throws StaleVersionException, IOException {
    return parts
        .site()
        .change(camera, version, before -> before.with(change.apply(before.calibration())));
  }

  private HttpResponse answer(CameraId camera, CameraSite site) {
    Optional<Network> network = parts.counts().network(camera);
    return IfMatch.answer(PairList.of(site, network), site.version());
  }
}
