package throng.edge.lan;

import akka.Done;
import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.KillSwitches;
import akka.stream.OverflowStrategy;
import akka.stream.SharedKillSwitch;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.SourceQueueWithComplete;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.common.console.Console;
import throng.edge.output.Scene;
import throng.edge.output.ServedOverlay;
import throng.edge.output.SilentListener;
import throng.edge.output.ViewSink;
import throng.edge.output.WaitingRoom;
import throng.streams.camera.CapturedFrame;
import throng.streams.flow.Outcome;
import throng.streams.frame.Mode;
import throng.streams.legacy.lan.LanCamera;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.Binding;
import throng.streams.tcp.EdgeListener;
import throng.streams.tcp.Peer;

/**
 * Serves one camera to viewers, at an address that is listened at already.
 *
 * <p>Takes either the camera's pictures, or outcomes to draw overlays of; never holds up either.
 */
public final class CameraServer {
  private final String camera;
  private final ServeSettings settings;
  private final int quality;
  private final ClassicActorSystemProvider system;
  private final Viewers viewers;
  private final CompletableFuture<LanCamera> lanCamera = new CompletableFuture<>();
  private final CompletableFuture<InetSocketAddress> bound = new CompletableFuture<>();

  private CameraServer(
      String camera,
      ServeSettings settings,
      int quality,
      ClassicActorSystemProvider system,
      Viewers viewers) {
    this.camera = camera;
    this.settings = settings;
    this.quality = quality;
    this.system = system;
    this.viewers = viewers;
  }

  /**
   * Begins to listen; viewers that come wait for the first picture.
   *
   * @param camera its name, for the user
   * @param quality of overlays, as JPEG
   * @param shutdown run when a viewer asks for it and the settings allow it
   * @return fails with a {@link throng.streams.tcp.ListenException}
   */
  public static CompletionStage<CameraServer> listen(
      String camera,
      ServeSettings settings,
      int quality,
      Console console,
      Runnable shutdown,
      ClassicActorSystemProvider system) {
    Viewers viewers =
        new Viewers(
            camera,
            settings.maxViewers(),
            settings.stallTimeout(),
            settings.allowShutdown(),
            console,
            shutdown);
    CameraServer server = new CameraServer(camera, settings, quality, system, viewers);
    HostAndPort at = settings.listen().orElseThrow();
    return EdgeListener.bind(
            system,
            ServeSettings.place(at),
            settings.listener(),
            server::viewer,
            viewers::turnedAway)
        .thenApply(server::boundTo);
  }

  private CameraServer boundTo(Binding binding) {
    bound.complete(binding.localAddress());
    return this;
  }

  /** Where it listens, and who may come, for the user. */
  public String announcement() {
    InetSocketAddress address = bound.join();
    String who =
        address.getAddress().isLoopbackAddress()
            ? "everybody on this machine sees the camera."
            : "everybody who reaches that address sees the camera.";
    return camera
        + ": listening on "
        + settings.listen().orElseThrow().withPort(address.getPort())
        + " for viewers. This protocol has no authentication: "
        + who
        + (settings.allowShutdown() ? " Any of them may end this edge node." : "");
  }

  /** How the viewers fare, for the status line; the rates are those since the last call. */
  public String status() {
    return viewers.status();
  }

  /** Whether the camera's pictures are served; otherwise overlays. */
  public boolean takesPictures() {
    return !settings.overlay();
  }

  /**
   * Serves the camera's pictures.
   *
   * <p><b>Backpressures</b> never
   *
   * <p><b>Cancels</b> never
   */
  public Sink<CapturedFrame, NotUsed> pictures() {
    return Flow.of(CapturedFrame.class)
        .map(
            frame -> {
              viewers.captured();
              return frame.picture().jpeg();
            })
        .to(LanCamera.sink().mapMaterializedValue(this::begun));
  }

  /**
   * Serves overlays, drawn on a dispatcher of their own while a viewer is there.
   *
   * @param scene what is drawn
   * @return empty: the camera's pictures are served
   */
  public Optional<Sink<Outcome, CompletionStage<Done>>> overlays(Scene scene) {
    if (!settings.overlay()) {
      return Optional.empty();
    }
    SourceQueueWithComplete<ByteString> queue =
        Source.<ByteString>queue(1, OverflowStrategy.dropHead())
            .toMat(LanCamera.sink().mapMaterializedValue(this::begun), Keep.left())
            .run(SystemMaterializer.get(system).materializer());
    ServedOverlay view =
        new ServedOverlay(
            scene,
            quality,
            viewers::isAnyThere,
            jpeg -> {
              viewers.captured();
              queue.offer(jpeg);
            },
            queue::complete);
    return Optional.of(ViewSink.create(view, Mode.LIVE, WaitingRoom.FOR_ONE, new SilentListener()));
  }

  private NotUsed begun(CompletionStage<LanCamera> begun) {
    begun.thenAccept(lanCamera::complete);
    return NotUsed.getInstance();
  }

  private Flow<ByteString, ByteString, NotUsed> viewer(Peer peer) {
    peer.admitted();
    InetSocketAddress from = peer.address();
    SharedKillSwitch place = KillSwitches.shared("viewer");
    viewers.came(from, place::shutdown);
    return Flow.of(ByteString.class)
        .map(
            commands -> {
              viewers.heard(from);
              return commands;
            })
        .via(place.flow())
        .via(Flow.completionStageFlow(lanCamera.thenApply(it -> it.viewer(from, viewers))))
        .via(place.flow())
        .mapMaterializedValue(notUsed -> NotUsed.getInstance())
        .backpressureTimeout(settings.stallTimeout())
        .watchTermination(
            (notUsed, done) -> {
              var unused = done.whenComplete((end, failure) -> viewers.left(from));
              return notUsed;
            });
  }
}
