package throng.gpu;

import akka.Done;
import akka.NotUsed;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Tcp.ServerBinding;
import akka.util.ByteString;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.ServedModel;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ServingSettings;
import throng.actors.session.BadPeers;
import throng.actors.session.SessionFlow;
import throng.actors.session.SessionSettings;
import throng.actors.session.Sessions;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.common.console.Console;
import throng.gpu.model.JpegFitter;
import throng.gpu.model.Models;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.Descriptors;
import throng.streams.tcp.EdgeListener;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.ListenerSettings;
import throng.streams.tcp.Peer;
import throng.streams.wire.WireLimits;

/**
 * The whole GPU node: a host opens the network, sessions feed it, the listener feeds the sessions.
 * It listens only once every worker is warm.
 */
final class GpuGuardian extends AbstractBehavior<GpuGuardian.Command> {
  sealed interface Command {}

  private record Warm(@Nullable Throwable failure) implements Command {}

  private record Listening(@Nullable ServerBinding binding, @Nullable Throwable failure)
      implements Command {}

  private record ListeningForOld(@Nullable ServerBinding binding, @Nullable Throwable failure)
      implements Command {}

  /**
   * What a node is made of.
   *
   * @param failure why it could not begin, once it has ended
   */
  record Setup(
      Models.Opened opened,
      NodeSettings node,
      ServingSettings serving,
      SessionSettings session,
      WireLimits limits,
      MemoryPlan memory,
      ListenerSettings listener,
      LegacySettings legacy,
      Console console,
      AtomicReference<@Nullable Throwable> failure) {

    /**
     * Reads the remaining settings.
     *
     * @throws throng.streams.settings.SettingsException if one is wrong
     */
    static Setup of(Models.Opened opened, NodeSettings node, Block block, Console console) {
      WireLimits limits = WireLimits.from(block.block("limits"));
      SessionSettings session = SessionSettings.from(block, node.token());
      return new Setup(
          opened,
          node,
          ServingSettings.from(block),
          session,
          limits,
          MemoryPlan.from(block.block("limits")),
          ListenerSettings.from(block, session.maxSessions()),
          LegacySettings.from(block, limits.discardLimit()),
          console,
          new AtomicReference<>());
    }

    /** The memory that the connections of all ports share. */
    MemoryBudget budget() {
      int ports = legacy.stopAndWait().isPresent() ? 2 : 1;
      return MemoryBudget.of(
          memory, limits.maxFrameBytes(), Math.multiplyExact(ports, listener.maxConnections()));
    }

    /** Throws what kept the node from beginning, if anything did. */
    void rethrowFailure() throws Exception {
      Throwable why = failure.get();
      if (why instanceof Exception e) {
        throw e;
      } else if (why != null) {
        throw new IllegalStateException(why);
      }
    }
  }

  static Behavior<Command> create(Setup setup) {
    return Behaviors.setup(context -> new GpuGuardian(context, setup));
  }

  private final Setup setup;
  private final NodeStatistics statistics = new NodeStatistics();
  private final ActorRef<Sessions.Command> sessions;
  private final LegacyPorts legacy;
  private final BadPeers badPeers = new BadPeers(statistics);
  private final Function<Peer, Flow<ByteString, ByteString, NotUsed>> connection;

  private GpuGuardian(ActorContext<Command> context, Setup setup) {
    super(context);
    this.setup = setup;
    ModelHost host =
        ModelHost.open(
            setup.opened().model(),
            setup.serving(),
            MonotonicClock.SYSTEM,
            batcher -> context.spawn(batcher, "batcher"));
    sessions =
        context.spawn(
            Sessions.create(
                host, setup.session(), setup.limits(), statistics, MonotonicClock.SYSTEM),
            "sessions");
    MemoryBudget budget = setup.budget();
    legacy =
        new LegacyPorts(
            setup.legacy(),
            setup.node().token().isPresent(),
            SessionFlow.messages(sessions, budget, badPeers),
            budget,
            badPeers,
            oversized(context.getSystem()));
    connection = legacy.beside(SessionFlow.create(sessions, setup.limits(), budget, badPeers));
    context.pipeToSelf(host.whenWarm(), (warm, failure) -> new Warm(failure));
  }

  private OversizedPictures oversized(ActorSystem<?> system) {
    return new OversizedPictures(
        new JpegFitter(),
        setup.limits(),
        system.dispatchers().lookup(DispatcherSelector.fromConfig("throng.fitting-dispatcher")),
        statistics);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Warm.class, this::onWarm)
        .onMessage(Listening.class, this::onListening)
        .onMessage(ListeningForOld.class, this::onListeningForOld)
        .build();
  }

  private Behavior<Command> onWarm(Warm command) {
    if (command.failure() != null) {
      return fail(command.failure());
    }
    HostAndPort listen = setup.node().listen();
    ListenPlace place =
        new ListenPlace(listen.host(), listen.port(), "--listen", legacy.besideOptions());
    getContext()
        .pipeToSelf(
            EdgeListener.bind(
                getContext().getSystem(), place, setup.listener(), connection, badPeers::note),
            Listening::new);
    return this;
  }

  private Behavior<Command> onListening(Listening command) {
    ServerBinding binding = command.binding();
    if (binding == null) {
      return fail(command.failure());
    }
    unbindFirst(binding);
    endInOrder();
    announce(binding);
    setup.legacy().stopAndWait().ifPresent(this::listenForOld);
    getContext().spawn(StatusReporter.create(setup, statistics), "status");
    return this;
  }

  private void listenForOld(HostAndPort at) {
    ListenPlace place =
        new ListenPlace(
            at.host(), at.port(), LegacySettings.STOP_AND_WAIT, legacy.stopAndWaitOptions());
    getContext()
        .pipeToSelf(
            EdgeListener.bind(
                getContext().getSystem(),
                place,
                setup.listener(),
                legacy::stopAndWait,
                badPeers::note),
            ListeningForOld::new);
  }

  private Behavior<Command> onListeningForOld(ListeningForOld command) {
    ServerBinding binding = command.binding();
    if (binding != null) {
      unbindFirst(binding);
      setup
          .console()
          .line(
              "Remote crowd counters' clients in stop-and-wait mode: at %s."
                  .formatted(bound(setup.legacy().stopAndWait().orElseThrow(), binding)));
    } else if (setup.legacy().isStopAndWaitChosen()) {
      return fail(command.failure());
    } else {
      setup
          .console()
          .line(
              "Remote crowd counters' clients in stop-and-wait mode are not served: "
                  + cause(command.failure()).getMessage());
    }
    return this;
  }

  private void announce(ServerBinding binding) {
    ServedModel model = setup.opened().model();
    setup
        .console()
        .line(
            "Listening on %s, model %s %s, on %s (%s)."
                .formatted(
                    bound(setup.node().listen(), binding),
                    model.name(),
                    model.version(),
                    String.join(", ", model.devices()),
                    setup.opened().where()));
    setup.console().line("Memory for frames: %s.".formatted(setup.memory()));
    Models.tiling(model).ifPresent(setup.console()::line);
    if (setup.node().listen().isBeyondLoopback() && setup.node().token().isEmpty()) {
      setup
          .console()
          .error(
              "Warning: whoever reaches this address may send pictures; --token-file asks for a"
                  + " token.");
    }
    Descriptors.ofThisProcess()
        .shortfall(setup.listener())
        .ifPresent(sentence -> setup.console().error("Warning: " + sentence));
  }

  /** The place as the user named it, with the port that it has got. */
  private static HostAndPort bound(HostAndPort wanted, ServerBinding binding) {
    return wanted.withPort(binding.localAddress().getPort());
  }

  /** No new connections; then every accepted frame is answered; then the system ends. */
  private void unbindFirst(ServerBinding binding) {
    CoordinatedShutdown.get(getContext().getSystem())
        .addTask(
            CoordinatedShutdown.PhaseServiceUnbind(),
            "unbind " + binding.localAddress(),
            () -> binding.unbind().thenApply(unbound -> Done.getInstance()));
  }

  private void endInOrder() {
    var system = getContext().getSystem();
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(),
        "answer",
        () ->
            AskPattern.<Sessions.Command, Sessions.Drained>ask(
                    sessions, Sessions.Drain::new, drainTime(), system.scheduler())
                .handle((drained, late) -> Done.getInstance()));
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
        "summary",
        () -> {
          setup.console().line(StatusLine.summary(statistics.snapshot()));
          return CompletableFuture.completedFuture(Done.getInstance());
        });
  }

  // The batcher ends by itself; this is for a batcher that has died.
  private Duration drainTime() {
    return setup
        .serving()
        .batch()
        .drainTimeout()
        .plus(setup.session().closeTimeout())
        .plusSeconds(1);
  }

  private Behavior<Command> fail(@Nullable Throwable failure) {
    setup.failure().set(cause(failure));
    return Behaviors.stopped();
  }

  private static Throwable cause(@Nullable Throwable failure) {
    if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
      return wrapped.getCause();
    }
    return failure == null ? new IllegalStateException("Cannot listen.") : failure;
  }
}
