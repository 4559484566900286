package throng.edge;

import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.OverflowStrategy;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import java.util.List;
import java.util.Optional;
import throng.edge.camera.Cameras;
import throng.edge.camera.Refitter;
import throng.edge.lan.CameraServer;
import throng.streams.camera.CameraOpener;
import throng.streams.camera.CameraSource;
import throng.streams.camera.CapturedFrame;
import throng.streams.flow.LatestFrame;
import throng.streams.flow.Ledger;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.Outcome;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.tcp.GpuConnection;
import throng.streams.tcp.HelloFactory;
import throng.streams.wire.Message;

/**
 * One camera's whole way, in the order in which a frame travels.
 *
 * <pre>
 *  camera ─▶ newest wins ─▶ ┌────────┐ ─▶ window, bytes, TCP ─▶ GPU node
 *            (live)         │ ledger │                              │
 *  views  ◀──── outcomes ── └────────┘ ◀── bytes, TCP ◀── replies ──┘
 * </pre>
 */
final class EdgePipeline {
  private EdgePipeline() {}

  /**
   * The outcomes of the camera's frames, in order; none where nothing is counted.
   *
   * <p>Emits when a frame that was sent has its outcome. Backpressures the camera in lossless mode;
   * in live mode the newest frame wins. Completes when the source has ended and every frame has its
   * outcome. Cancels the camera and the connection. Fails when a file cannot be read, when every
   * node refuses for good, or when the time to give up has come.
   */
  static Source<Outcome, NotUsed> create(
      CameraRun run, Optional<CameraServer> server, ClassicActorSystemProvider system) {
    CameraSettings camera = run.camera();
    Source<CapturedFrame, NotUsed> frames = served(camera(run).via(run.reading().flow()), server);
    if (!camera.counted()) {
      return frames.mapConcat(uncounted -> List.<Outcome>of()).via(run.waiting().flow());
    }
    return frames
        .via(camera.mode() == Mode.LIVE ? LatestFrame.create(run.tally()) : everyFrame())
        .via(
            Ledger.create(camera.mode(), camera.ledger(), run.tally(), run.ending()::get)
                .join(connection(run, system).map(run.status()::link)))
        .map(run.status()::outcome)
        .via(run.waiting().flow());
  }

  private static Source<CapturedFrame, NotUsed> served(
      Source<CapturedFrame, NotUsed> frames, Optional<CameraServer> server) {
    return server
        .filter(CameraServer::takesPictures)
        .map(viewers -> frames.alsoTo(viewers.pictures()))
        .orElse(frames);
  }

  private static Source<CapturedFrame, NotUsed> camera(CameraRun run) {
    CameraSettings camera = run.camera();
    String name = camera.id().camera();
    CameraOpener opener =
        camera.serve().isOn()
            ? Cameras.played(camera.source(), camera.pictures())
            : Cameras.opener(camera.source(), camera.pictures());
    return camera.source().isLive()
        ? CameraSource.restarting(name, opener, camera.watchdog(), run.tally(), run.status())
        : CameraSource.once(name, opener, camera.watchdog(), run.tally());
  }

  // The camera makes its next picture while the last one is on its way, and its first one while the
  // edge connects.
  private static Flow<CapturedFrame, CapturedFrame, NotUsed> everyFrame() {
    return Flow.of(CapturedFrame.class).buffer(1, OverflowStrategy.backpressure());
  }

  private static Flow<JpegFrame, LinkEvent, NotUsed> connection(
      CameraRun run, ClassicActorSystemProvider system) {
    CameraSettings camera = run.camera();
    HelloFactory hello =
        (width, height, routing) ->
            new Message.Hello(
                Message.VERSIONS.get(0),
                Message.VERSIONS.get(Message.VERSIONS.size() - 1),
                camera.idAtGpuNodes(),
                run.instance(),
                camera.mode(),
                width,
                height,
                camera.halfFloats(),
                camera.token(),
                routing);
    return GpuConnection.create(
        camera.connection(),
        hello,
        new Refitter(camera.pictures().quality(), camera.pictures().limits().maxFilePixels()),
        () -> run.tally().snapshot().captured(),
        system);
  }
}
