package throng.gpu.capacity;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.inference.ServedModel;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.serving.ServingSettings;
import throng.actors.session.BadPeers;
import throng.actors.session.LinkRules;
import throng.actors.session.Neighbours;
import throng.actors.session.Pairing;
import throng.actors.session.SessionFlow;
import throng.actors.session.SessionSettings;
import throng.actors.session.Sessions;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;
import throng.streams.tcp.Binding;
import throng.streams.tcp.EdgeListener;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.ListenerSettings;
import throng.streams.wire.WireLimits;

/**
 * A GPU node as far as frames go: it listens on a free port of loopback, counts, and tells nobody
 * but the cameras. Nothing is kept, shown or published.
 */
final class ServedNetwork implements AutoCloseable {
  private final ActorSystem<Void> system;
  private final ModelHost host;
  private final SessionSettings session;
  private final int decodeThreads;
  private final String address;

  /**
   * Starts it, and returns once it is warm and listens.
   *
   * @param config the program's whole configuration
   */
  ServedNetwork(ServedModel model, Config config) {
    Block node = Block.of("throng.gpu-node", config);
    WireLimits limits = WireLimits.from(node.block("limits"));
    ServingSettings serving = ServingSettings.from(node);
    decodeThreads = serving.batch().decodeThreads();
    session = SessionSettings.from(node, Optional.empty());
    ListenerSettings listener = ListenerSettings.from(node, session.maxSessions());
    MemoryBudget budget =
        MemoryBudget.of(
            MemoryPlan.from(node.block("limits")),
            limits.maxFrameBytes(),
            listener.maxConnections());
    system = ActorSystem.create(Behaviors.empty(), "capacity-node", sized(config, budget));
    try {
      host = host(model, serving);
      address = "127.0.0.1:" + listen(node, limits, listener, budget).localAddress().getPort();
    } catch (RuntimeException | Error failure) {
      close();
      throw failure;
    }
  }

  private static Config sized(Config config, MemoryBudget budget) {
    return config.withValue(
        "akka.io.tcp.direct-buffer-size", ConfigValueFactory.fromAnyRef(budget.readBytes()));
  }

  private ModelHost host(ServedModel model, ServingSettings serving) {
    ModelHost opened =
        ModelHost.open(
            model,
            serving,
            MonotonicClock.SYSTEM,
            batcher -> system.systemActorOf(batcher, "batcher", Props.empty()));
    opened.whenWarm().toCompletableFuture().join();
    return opened;
  }

  private Binding listen(
      Block node, WireLimits limits, ListenerSettings listener, MemoryBudget budget) {
    NodeStatistics statistics = new NodeStatistics();
    CountHub counts =
        new CountHub(CountSettings.from(node), MonotonicClock.SYSTEM, InstantSource.system());
    ActorRef<Sessions.Command> sessions =
        system.systemActorOf(
            Sessions.create(
                ModelHosts.of(host),
                session,
                limits,
                statistics,
                counts,
                Neighbours.ALONE,
                LinkRules.PLAIN,
                MonotonicClock.SYSTEM),
            "sessions",
            Props.empty());
    BadPeers badPeers = new BadPeers(statistics);
    return EdgeListener.bind(
            system,
            new ListenPlace("127.0.0.1", 0, "--listen", List.of()),
            listener,
            SessionFlow.create(sessions, limits, budget, badPeers, Pairing.NONE),
            badPeers::note)
        .toCompletableFuture()
        .join();
  }

  ModelHost host() {
    return host;
  }

  /** How many cameras are let in. */
  int mostCameras() {
    return session.maxSessions();
  }

  int decodeThreads() {
    return decodeThreads;
  }

  /** Host and port. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
