package throng.gpu;

import akka.Done;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import throng.actors.cluster.ClusterParts;
import throng.actors.cluster.ClusterTls;
import throng.actors.counts.CountHub;
import throng.actors.session.BadPeers;
import throng.actors.session.Pairing;
import throng.actors.session.SessionFlow;
import throng.actors.session.Sessions;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.common.link.LinkWatch;
import throng.gpu.model.JpegFitter;
import throng.streams.flow.FutureFailure;
import throng.streams.memory.MemoryBudget;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.LinkIdentity;

/**
 * The whole GPU node: hosts open the networks, sessions feed them, the listener feeds the sessions.
 * It listens only once every worker is warm.
 */
final class GpuGuardian extends AbstractBehavior<GpuGuardian.Command> {
  sealed interface Command {}

  private record Warm(@Nullable Throwable failure) implements Command {}

  private enum Rehearsed implements Command {
    INSTANCE
  }

  private record Listening(@Nullable HostAndPort at, @Nullable Throwable failure)
      implements Command {}

  private record ListeningForOld(@Nullable Throwable failure) implements Command {}

  private record Operating(@Nullable Throwable failure) implements Command {}

  private record Clustered(@Nullable Throwable failure) implements Command {}

  static Behavior<Command> create(NodeSetup setup) {
    return Behaviors.setup(context -> new GpuGuardian(context, setup));
  }

  private final NodeSetup setup;
  private final ServeSettings settings;
  private final NodeStatistics statistics = new NodeStatistics();
  private final CountHub counts;
  private final ActorRef<Sessions.Command> sessions;
  private final Listeners listeners;
  private final Operations operations;
  private final ClusterUse cluster;
  private final NetworkUse networks;
  private final CertificateRules rules;

  private GpuGuardian(ActorContext<Command> context, NodeSetup setup) {
    super(context);
    this.setup = setup;
    this.settings = setup.settings();
    this.counts = new CountHub(settings.counts(), MonotonicClock.SYSTEM, InstantSource.system());
    this.cluster = new ClusterUse(setup);
    this.networks = new NetworkUse(context, setup);
    statistics.countsOn(networks.hosts()::devices);
    rules = new CertificateRules(settings.tls());
    sessions =
        context.spawn(
            Sessions.create(
                networks.hosts(),
                settings.session(),
                settings.limits(),
                statistics,
                counts,
                cluster.neighbours(),
                rules,
                MonotonicClock.SYSTEM),
            "sessions");
    BadPeers badPeers = new BadPeers(statistics);
    MemoryBudget budget = settings.budget();
    LegacyPorts legacy =
        new LegacyPorts(
            settings.legacy(),
            settings.node().token().isPresent(),
            rules,
            SessionFlow.messages(sessions, budget, badPeers),
            budget,
            badPeers,
            oversized(context.getSystem()));
    Pairing pairing = NodePairing.begin(context, settings, statistics, setup.console(), cluster);
    NodePort port =
        new NodePort(
            settings.tls(),
            legacy,
            SessionFlow.create(sessions, settings.limits(), budget, badPeers, pairing),
            badPeers);
    listeners = new Listeners(context.getSystem(), setup, port::of, legacy, badPeers);
    LinkWatch.begin(
        context.getSystem(),
        settings.tls().identity(),
        setup.console(),
        this::certificatesLookedAt);
    operations =
        Operations.begin(
            context.getSystem(),
            setup,
            networks,
            statistics,
            counts,
            new Operations.Others(cluster.elsewhere(), cluster.otherNodes()),
            rules::unencrypted);
    context.pipeToSelf(operations.begun(), (begun, failure) -> new Operating(failure));
    context.pipeToSelf(
        networks.whenWarm(operations.folder().isPresent()), (warm, failure) -> new Warm(failure));
  }

  private Optional<ClusterTls> clusterTls() {
    LinkIdentity identity = settings.tls().identity();
    return identity.isThere()
        ? Optional.of(new ClusterTls(identity.members(), identity::distrustOfMember))
        : Optional.empty();
  }

  // Any thread.
  private void certificatesLookedAt() {
    sessions.tell(Sessions.CertificatesChanged.INSTANCE);
    rules.keep();
    cluster.lookedAt(settings.tls().identity(), setup.console()::line);
  }

  private OversizedPictures oversized(ActorSystem<?> system) {
    var thread =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("throng.fitting-dispatcher"));
    FittingTurns turns =
        new FittingTurns(
            thread,
            (rest, then) -> system.scheduler().scheduleOnce(rest, then, thread),
            System::nanoTime);
    return new OversizedPictures(new JpegFitter(), settings.limits(), turns::of, statistics);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Warm.class, this::onWarm)
        .onMessage(Rehearsed.class, notUsed -> onRehearsed())
        .onMessage(Listening.class, this::onListening)
        .onMessage(ListeningForOld.class, this::onListeningForOld)
        .onMessage(Operating.class, this::onOperating)
        .onMessage(Clustered.class, this::onClustered)
        .build();
  }

  private Behavior<Command> onWarm(Warm command) {
    if (command.failure() != null) {
      return fail(command.failure());
    }
    getContext()
        .pipeToSelf(
            Rehearsal.play(getContext(), settings, networks.hosts().standardHost().model()),
            (over, failure) -> Rehearsed.INSTANCE);
    return this;
  }

  private Behavior<Command> onRehearsed() {
    getContext().pipeToSelf(listeners.own(), Listening::new);
    return this;
  }

  private Behavior<Command> onListening(Listening command) {
    HostAndPort at = command.at();
    if (at == null) {
      return fail(command.failure());
    }
    endInOrder();
    listeners.announce(at, networks.hosts());
    operations.ready();
    getContext().pipeToSelf(joined(at), (done, failure) -> new Clustered(failure));
    getContext()
        .pipeToSelf(listeners.stopAndWait(), (done, failure) -> new ListeningForOld(failure));
    getContext()
        .spawn(StatusReporter.create(settings.node(), setup.console(), statistics), "status");
    return this;
  }

  private Behavior<Command> onListeningForOld(ListeningForOld command) {
    return command.failure() == null ? this : fail(command.failure());
  }

  private Behavior<Command> onOperating(Operating command) {
    return command.failure() == null ? this : fail(command.failure());
  }

  private Behavior<Command> onClustered(Clustered command) {
    return command.failure() == null ? this : fail(command.failure());
  }

  private CompletionStage<Done> joined(HostAndPort at) {
    ActorSystem<?> system = getContext().getSystem();
    ClusterParts parts =
        new ClusterParts(
            settings.cluster(),
            system.settings().config(),
            clusterTls(),
            networks.hosts()::pixelsPerSecond,
            settings.session().maxSessions(),
            networks.hosts()::names,
            operations::statuses,
            operations::answer,
            sessions::tell,
            cluster::lookForRevoked,
            setup.console()::line,
            MonotonicClock.SYSTEM);
    return cluster.begin(
        system,
        parts,
        at,
        operations.folder(),
        isEncrypted -> operations.linked(system, isEncrypted));
  }

  /**
   * Cameras go to other nodes that take them; every accepted frame is answered once nobody is let
   * in any more; then the system ends.
   */
  private void endInOrder() {
    var system = getContext().getSystem();
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        "move",
        () ->
            AskPattern.<Sessions.Command, Sessions.Departed>ask(
                    sessions,
                    Sessions.Depart::new,
                    settings.session().moveWithin().plusSeconds(1),
                    system.scheduler())
                .handle((departed, late) -> Done.getInstance()));
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
    return settings
        .serving()
        .batch()
        .drainTimeout()
        .plus(settings.session().closeTimeout())
        .plusSeconds(1);
  }

  private Behavior<Command> fail(@Nullable Throwable failure) {
    setup
        .failure()
        .set(
            failure == null
                ? new IllegalStateException("Cannot listen.")
                : FutureFailure.cause(failure));
    return Behaviors.stopped();
  }
}
