package throng.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import throng.actors.batch.BatchSettings;
import throng.actors.batch.Batcher;
import throng.actors.inference.InferenceSettings;
import throng.actors.inference.ServedModel;
import throng.actors.inference.WorkerPool;
import throng.actors.session.BadPeers;
import throng.actors.session.SessionFlow;
import throng.actors.session.SessionSettings;
import throng.actors.session.Sessions;
import throng.actors.statistics.NodeStatistics;
import throng.common.settings.NodeKind;
import throng.gpu.model.ModelSettings;
import throng.gpu.model.Models;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;
import throng.streams.tcp.Binding;
import throng.streams.tcp.EdgeListener;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.ListenerSettings;
import throng.streams.wire.WireLimits;

/** A GPU node in this process, wired as its program is, listening on loopback. */
final class GpuSide implements AutoCloseable {
  /** Names {@link PixelTimed}. */
  static final String PIXEL_TIMED = "pixel-timed";

  private final ServedModel model;
  private final ActorSystem<WorkerPool.Started> system;
  private final String address;

  private GpuSide(ServedModel model, ActorSystem<WorkerPool.Started> system, String address) {
    this.model = model;
    this.system = system;
    this.address = address;
  }

  /** One that serves {@code builtin}, a folder, {@code constant…} or {@link #PIXEL_TIMED}. */
  static GpuSide start(String model) {
    return start(model, "");
  }

  /**
   * @param varied further settings, in HOCON
   */
  static GpuSide start(String model, String varied) {
    Config config = NodeSettings.of(NodeKind.GPU, varied);
    Block node = Block.of("throng.gpu-node", config);
    Models.prepare();
    ServedModel opened = open(model, node);
    CompletableFuture<ActorRef<Sessions.Command>> ready = new CompletableFuture<>();
    NodeStatistics statistics = new NodeStatistics();
    ActorSystem<WorkerPool.Started> system =
        ActorSystem.create(guardian(opened, node, statistics, ready), "gpu-side", config);
    Block bounds = node.block("limits");
    WireLimits limits = WireLimits.from(bounds);
    BadPeers badPeers = new BadPeers(statistics);
    int maxSessions = SessionSettings.from(node, Optional.empty()).maxSessions();
    ListenerSettings listener = ListenerSettings.from(node, maxSessions);
    MemoryBudget budget =
        MemoryBudget.of(MemoryPlan.from(bounds), limits.maxFrameBytes(), listener.maxConnections());
    Binding binding =
        EdgeListener.bind(
                system,
                new ListenPlace("127.0.0.1", 0, "--listen", List.of()),
                listener,
                SessionFlow.create(ready.join(), limits, budget, badPeers),
                badPeers::note)
            .toCompletableFuture()
            .join();
    return new GpuSide(opened, system, "127.0.0.1:" + binding.localAddress().getPort());
  }

  private static ServedModel open(String model, Block node) {
    boolean isTimed = model.equals(PIXEL_TIMED);
    String name = isTimed ? "constant" : model;
    ServedModel opened =
        Models.open(
                ModelSettings.from(node.under(ConfigValueFactory.fromAnyRef(name).atKey("model"))))
            .model();
    return isTimed ? new PixelTimed(opened) : opened;
  }

  private static Behavior<WorkerPool.Started> guardian(
      ServedModel model,
      Block node,
      NodeStatistics statistics,
      CompletableFuture<ActorRef<Sessions.Command>> ready) {
    return Behaviors.setup(
        context -> {
          ActorRef<WorkerPool.Command> workers =
              context.spawn(
                  WorkerPool.create(
                      model, InferenceSettings.from(node), "throng.inference-dispatcher"),
                  "workers");
          ActorRef<Batcher.Command> batcher =
              context.spawn(Batcher.create(model, BatchSettings.from(node), workers), "batcher");
          ActorRef<Sessions.Command> sessions =
              context.spawn(
                  Sessions.create(
                      model,
                      SessionSettings.from(node, Optional.empty()),
                      WireLimits.from(node.block("limits")),
                      batcher,
                      statistics),
                  "sessions");
          workers.tell(new WorkerPool.AwaitWarm(context.getSelf()));
          return Behaviors.receiveMessage(
              started -> {
                if (started instanceof WorkerPool.CannotOpen failed) {
                  ready.completeExceptionally(failed.cause());
                } else {
                  ready.complete(sessions);
                }
                return Behaviors.same();
              });
        });
  }

  /** Host and port. */
  String address() {
    return address;
  }

  /** What it serves, with the decoder and the session settings that it uses. */
  ServedModel model() {
    return model;
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    model.close();
  }
}
