package throng.gpu.web.live;

import akka.NotUsed;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.stream.javadsl.Flow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.streams.frame.CameraId;

/** Streams that stay open: the page's socket, events, MJPEG. */
public final class LiveRoutes {
  private static final ContentType EVENTS = MediaTypes.TEXT_EVENT_STREAM.toContentType();
  private static final ContentType PARTS =
      MediaTypes.customMultipart("x-mixed-replace", java.util.Map.of("boundary", Mjpeg.BOUNDARY))
          .toContentType();

  private final LiveCounts counts;
  private final LiveStreams streams;
  private final LiveSettings settings;
  private final Access access;
  private final Function<Principal, String> hello;
  private final Bandwidth bandwidth;

  /**
   * @param hello what a page is told first
   * @param bandwidth of all pictures
   */
  public LiveRoutes(
      LiveCounts counts,
      LiveStreams streams,
      LiveSettings settings,
      Access access,
      Function<Principal, String> hello,
      Bandwidth bandwidth) {
    this.counts = counts;
    this.streams = streams;
    this.settings = settings;
    this.access = access;
    this.hello = hello;
    this.bandwidth = bandwidth;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(HttpMethods.GET, "/api/v1/live", Role.VIEWER, this::socket),
        Route.of(HttpMethods.GET, "/api/v1/live/room", Role.VIEWER, this::room),
        Route.of(HttpMethods.GET, "/api/v1/events", Role.VIEWER, this::events),
        Route.of(HttpMethods.GET, "/api/v1/cameras/*/*/stream.mjpeg", Role.VIEWER, this::mjpeg));
  }

  private CompletionStage<HttpResponse> socket(Call call) {
    Principal who = call.signedIn();
    WebSocketUpgrade upgrade =
        call.request()
            .getAttribute(AttributeKeys.webSocketUpgrade)
            .orElseThrow(() -> Problem.of(400, "This is a WebSocket: ask for an upgrade."));
    streams.requireRoom(who);
    LiveStage stage =
        new LiveStage(
            () ->
                new LiveFeed(
                    counts, again(who), bandwidth, settings, hello.apply(who), System::nanoTime));
    return done(
        upgrade.handleMessagesWith(
            WholeTexts.create(call.materializer()).via(stage).via(one(who))));
  }

  // No browser tells a page why its socket was refused.
  private CompletionStage<HttpResponse> room(Call call) {
    streams.requireRoom(call.signedIn());
    return done(HttpResponse.create().withStatus(StatusCodes.NO_CONTENT));
  }

  private CompletionStage<HttpResponse> events(Call call) {
    Principal who = call.signedIn();
    streams.requireRoom(who);
    return done(
        HttpResponse.create()
            .withEntity(
                HttpEntities.createChunked(EVENTS, Events.of(counts, again(who)).via(one(who)))));
  }

  private CompletionStage<HttpResponse> mjpeg(Call call) {
    Principal who = call.signedIn();
    CameraId camera = counts.visible(call);
    if (!settings.pictures()) {
      throw Problem.of(403, "This node shows no pictures: throng.gpu-node.web.pictures is off.");
    }
    double rate = call.query("fps", 1, 60, 5);
    streams.requireRoom(who);
    Mjpeg mjpeg = new Mjpeg(camera, counts, again(who), bandwidth);
    return done(
        HttpResponse.create()
            .withEntity(
                HttpEntities.createChunked(
                    PARTS, mjpeg.source(Math.min(rate, settings.maxRate())).via(one(who)))));
  }

  // Whoever reads stays signed in, as a wall does; a stream that nobody reads keeps nobody so.
  private <T> Flow<T, T, NotUsed> one(Principal who) {
    return streams.one(who, () -> access.keepSignedIn(who));
  }

  private Supplier<Optional<Principal>> again(Principal who) {
    return () -> access.again(who);
  }

  private static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
