package throng.bench;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import throng.common.settings.NodeKind;
import throng.edge.camera.Refitter;
import throng.streams.camera.CameraOpener;
import throng.streams.camera.CameraSource;
import throng.streams.camera.CapturedFrame;
import throng.streams.camera.WatchdogSettings;
import throng.streams.flow.LatestFrame;
import throng.streams.flow.Ledger;
import throng.streams.flow.LedgerSettings;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.Outcome;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.settings.Block;
import throng.streams.tally.Tally;
import throng.streams.tcp.GpuConnection;
import throng.streams.tcp.GpuConnectionSettings;
import throng.streams.tcp.HelloFactory;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/** An edge node in this process, its cameras wired as its program does, without views. */
final class EdgeSide implements AutoCloseable {
  /** What it calls itself. */
  static final String NODE = "bench";

  private static final long INSTANCE = 1;

  private final Block block;
  private final String token;
  private final LinkIdentity identity;
  private final String node;
  private final ActorSystem<Void> system;

  /**
   * @param gpuNode its address
   */
  EdgeSide(String gpuNode) {
    this(gpuNode, "");
  }

  /**
   * @param gpuNode its address
   * @param token what it is shown; empty: none
   */
  EdgeSide(String gpuNode, String token) {
    this(gpuNode, token, LinkIdentity.none(Role.EDGE));
  }

  /**
   * @param gpuNode its address
   * @param token what it is shown; empty: none
   * @param identity encrypts, if it is paired
   */
  EdgeSide(String gpuNode, String token, LinkIdentity identity) {
    this.token = token;
    this.identity = identity;
    this.node = identity.self().map(PeerIdentity::name).orElse(NODE);
    Config config =
        NodeSettings.of(NodeKind.EDGE, "throng.edge-node.gpu-nodes = [\"" + gpuNode + "\"]");
    block = Block.of("throng.edge-node", config);
    system = ActorSystem.create(Behaviors.<Void>empty(), "edge-side", config);
  }

  /** Hears of each frame's outcome, in order. */
  interface Answers extends Consumer<Outcome> {}

  /** One camera as it runs. */
  record RunningCamera(Tally tally, SharedKillSwitch reading, CompletionStage<Done> ended) {
    /** Reads no more, and waits until every frame that was read has its outcome. */
    void stop() {
      reading.shutdown();
      ended.toCompletableFuture().join();
    }
  }

  /** Stops all, side by side. */
  static void stop(List<RunningCamera> cameras) {
    cameras.forEach(camera -> camera.reading().shutdown());
    cameras.forEach(camera -> camera.ended().toCompletableFuture().join());
  }

  RunningCamera run(String name, Mode mode, CameraOpener opener, Answers answers) {
    return run(name, mode, opener, answers, event -> {}, "");
  }

  /**
   * Starts a camera.
   *
   * @param events hears of what happens to the connection, also of answers too late to count
   * @param varied settings of this camera, in HOCON, below {@code throng.edge-node}
   */
  RunningCamera run(
      String name,
      Mode mode,
      CameraOpener opener,
      Answers answers,
      Consumer<LinkEvent> events,
      String varied) {
    Block own = block.under(ConfigFactory.parseString(varied));
    Tally tally = Tally.create();
    SharedKillSwitch reading = KillSwitches.shared(name);
    CompletionStage<Done> ended =
        CameraSource.once(name, opener, WatchdogSettings.from(own), tally)
            .via(reading.flow())
            .via(mode == Mode.LIVE ? LatestFrame.create(tally) : Flow.<CapturedFrame>create())
            .via(
                Ledger.create(mode, LedgerSettings.from(own), tally)
                    .join(connection(own, name, mode, tally).map(event -> noted(event, events))))
            .runWith(Sink.foreach(answers::accept), system);
    return new RunningCamera(tally, reading, ended);
  }

  private Flow<JpegFrame, LinkEvent, NotUsed> connection(
      Block own, String name, Mode mode, Tally tally) {
    HelloFactory hello =
        (width, height, routing) ->
            new Message.Hello(
                Message.VERSIONS.get(0),
                Message.VERSIONS.get(Message.VERSIONS.size() - 1),
                new CameraId(node, name),
                INSTANCE,
                mode,
                width,
                height,
                own.flag("half-floats"),
                token,
                routing);
    long mostPixels = own.block("camera").whole("max-file-pixels", 1L, 1L << 29);
    Refitter refitter = new Refitter(own.block("jpeg").whole("quality", 1, 100), mostPixels);
    return GpuConnection.create(
        GpuConnectionSettings.from(own, identity),
        hello,
        refitter,
        () -> tally.snapshot().captured(),
        system);
  }

  private static LinkEvent noted(LinkEvent event, Consumer<LinkEvent> events) {
    events.accept(event);
    return event;
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
