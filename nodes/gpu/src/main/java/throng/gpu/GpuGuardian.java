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
import throng.actors.batch.Batcher;
import throng.actors.inference.InferenceSettings;
import throng.actors.inference.ServedModel;
import throng.actors.inference.WorkerPool;
import throng.actors.session.BadPeers;
import throng.actors.session.SessionFlow;
import throng.actors.session.Sessions;
import throng.actors.statistics.NodeStatistics;
import throng.common.console.Console;
import throng.gpu.model.JpegFitter;
import throng.gpu.model.Models;
import throng.streams.memory.MemoryBudget;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.Descriptors;
import throng.streams.tcp.EdgeListener;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.Peer;

/**
 * The whole GPU node: the workers open the network, the batcher feeds them, sessions feed the
 * batcher, the listener feeds the sessions. It listens only once every worker is warm.
 */
final class GpuGuardian extends AbstractBehavior<GpuGuardian.Command> {
  sealed interface Command {}

  private record Warm(WorkerPool.Started started) implements Command {}

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
      ServeSettings settings,
      Console console,
      AtomicReference<@Nullable Throwable> failure) {

    static Setup of(Models.Opened opened, ServeSettings settings, Console console) {
      return new Setup(opened, settings, console, new AtomicReference<>());
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
  private final ServeSettings settings;
  private final NodeStatistics statistics = new NodeStatistics();
  private final ActorRef<Sessions.Command> sessions;
  private final LegacyPorts legacy;
  private final BadPeers badPeers = new BadPeers(statistics);
  private final Function<Peer, Flow<ByteString, ByteString, NotUsed>> connection;

  private GpuGuardian(ActorContext<Command> context, Setup setup) {
    super(context);
    this.setup = setup;
    this.settings = setup.settings();
    ServedModel model = setup.opened().model();
    var workers = context.spawn(workers(model, settings.inference()), "workers");
    var batcher = context.spawn(Batcher.create(model, settings.batch(), workers), "batcher");
    sessions =
        context.spawn(
            Sessions.create(model, settings.session(), settings.limits(), batcher, statistics),
            "sessions");
    MemoryBudget budget = settings.budget();
    legacy =
        new LegacyPorts(
            settings.legacy(),
            settings.node().token().isPresent(),
            SessionFlow.messages(sessions, budget, badPeers),
            budget,
            badPeers,
            oversized(context.getSystem()));
    connection = legacy.beside(SessionFlow.create(sessions, settings.limits(), budget, badPeers));
    workers.tell(
        new WorkerPool.AwaitWarm(context.messageAdapter(WorkerPool.Started.class, Warm::new)));
  }

  private OversizedPictures oversized(ActorSystem<?> system) {
    return new OversizedPictures(
        new JpegFitter(),
        settings.limits(),
        system.dispatchers().lookup(DispatcherSelector.fromConfig("throng.fitting-dispatcher")),
        statistics);
  }

  /** The workers, each on a thread of its own. */
  static Behavior<WorkerPool.Command> workers(ServedModel model, InferenceSettings settings) {
    return WorkerPool.create(model, settings, "throng.inference-dispatcher");
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
    if (command.started() instanceof WorkerPool.CannotOpen failed) {
      return fail(failed.cause());
    }
    HostAndPort listen = settings.node().listen();
    ListenPlace place =
        new ListenPlace(listen.host(), listen.port(), "--listen", legacy.besideOptions());
    getContext()
        .pipeToSelf(
            EdgeListener.bind(
                getContext().getSystem(), place, settings.listener(), connection, badPeers::note),
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
    settings.legacy().stopAndWait().ifPresent(this::listenForOld);
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
                settings.listener(),
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
                  .formatted(bound(settings.legacy().stopAndWait().orElseThrow(), binding)));
    } else if (settings.legacy().isStopAndWaitChosen()) {
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
                    bound(settings.node().listen(), binding),
                    model.name(),
                    model.version(),
                    String.join(", ", model.devices()),
                    setup.opened().where()));
    setup.console().line("Memory for frames: %s.".formatted(settings.memory()));
    setup.console().line(settings.decoding());
    Models.tiling(model).ifPresent(setup.console()::line);
    if (settings.node().listen().isBeyondLoopback() && settings.node().token().isEmpty()) {
      setup
          .console()
          .error(
              "Warning: whoever reaches this address may send pictures; --token-file asks for a"
                  + " token.");
    }
    Descriptors.ofThisProcess()
        .shortfall(settings.listener())
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
    return settings.batch().drainTimeout().plus(settings.session().closeTimeout()).plusSeconds(1);
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
