package throng.actors.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.Cluster;
import akka.cluster.ClusterEvent;
import akka.cluster.ClusterEvent.ClusterDomainEvent;
import akka.cluster.ClusterEvent.MemberEvent;
import akka.cluster.ClusterEvent.MemberRemoved;
import akka.cluster.ClusterEvent.MemberUp;
import akka.cluster.Member;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import throng.streams.log.RateLimitedLog;
import throng.streams.settings.HostAndPort;

/**
 * Who is in the cluster, in the cluster's own actor system: hears what others tell, and tells them.
 * It keeps nothing that may not be lost; {@link ClusterNode} does.
 *
 * <p>Its mailbox is bounded by the number of nodes, each of which tells as often as its settings
 * say.
 */
final class Members extends AbstractBehavior<Members.Command> {
  static final String NAME = "members";

  private static final Duration NAMES_EVERY = Duration.ofSeconds(5);
  private static final Duration STATUS_EVERY = Duration.ofSeconds(1);
  private static final Duration SEED_EVERY = Duration.ofSeconds(5);

  sealed interface Command permits Told, Changed, Tell, Looked, Tick {}

  /** Who is in the cluster has changed. */
  private record Changed(MemberEvent event) implements Command {}

  /**
   * Is to be told to others.
   *
   * @param to empty: to all
   */
  record Tell(Optional<HostAndPort> to, Told told) implements Command {}

  /**
   * Seeds were looked at.
   *
   * @param those which
   */
  private record Looked(List<HostAndPort> those, Seeds.Look look) implements Command {}

  private enum Tick implements Command {
    REPORT,
    NAMES,
    STATUS,
    SEED
  }

  /** What it takes from this node and gives to it. On the actor's thread; must not block. */
  interface Own {
    NodeLoad report();

    Iterable<NamesTold> cameraNames();

    Iterable<StatusTold> statuses();

    void heard(Told told);

    void gone(HostAndPort member);

    /** After each report. */
    void rebalance();
  }

  /**
   * @param say tells a person what is the matter
   * @param leave ends the cluster's actor system
   */
  static Behavior<Command> create(
      ClusterSettings settings, Seeds seeds, Own own, Consumer<String> say, Runnable leave) {
    // Nobody else hears and tells for this node: what fails once is left out, and it goes on.
    return Behaviors.<Command>supervise(
            Behaviors.setup(
                context ->
                    Behaviors.withTimers(
                        timers -> new Members(context, timers, settings, seeds, own, say, leave))))
        .onFailure(RuntimeException.class, SupervisorStrategy.resume());
  }

  private final Own own;
  private final Consumer<String> say;
  private final Runnable leave;
  private final Seeds seeds;
  private final Cluster cluster;
  private final HostAndPort self;
  private final Map<HostAndPort, ActorRef<Command>> others = new HashMap<>();
  private final Gravity gravity = new Gravity();
  private final Outside outside;
  private final RateLimitedLog log = RateLimitedLog.errors(Members.class);

  private Members(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ClusterSettings settings,
      Seeds seeds,
      Own own,
      Consumer<String> say,
      Runnable leave) {
    super(context);
    this.own = own;
    this.say = say;
    this.leave = leave;
    this.seeds = seeds;
    this.cluster = Cluster.get(Adapter.toClassic(context.getSystem()));
    this.self = place(cluster.selfMember()).orElseThrow();
    this.outside = new Outside(seeds.places(), self);
    ActorRef<ClusterDomainEvent> events =
        context.messageAdapter(ClusterDomainEvent.class, Members::changed);
    cluster.subscribe(
        Adapter.toClassic(events), ClusterEvent.initialStateAsEvents(), MemberEvent.class);
    timers.startTimerWithFixedDelay(Tick.REPORT, settings.reportEvery());
    timers.startTimerWithFixedDelay(Tick.NAMES, NAMES_EVERY);
    timers.startTimerWithFixedDelay(Tick.STATUS, STATUS_EVERY);
    timers.startTimerWithFixedDelay(Tick.SEED, SEED_EVERY);
  }

  private static Command changed(ClusterDomainEvent event) {
    return new Changed((MemberEvent) event);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Told.class, this::onTold)
        .onMessage(Changed.class, this::onChanged)
        .onMessage(Tell.class, this::onTell)
        .onMessage(Looked.class, this::onLooked)
        .onMessageEquals(Tick.REPORT, this::onReport)
        .onMessageEquals(Tick.NAMES, this::onNames)
        .onMessageEquals(Tick.STATUS, this::onStatus)
        .onMessageEquals(Tick.SEED, this::onSeed)
        .build();
  }

  private Behavior<Command> onTold(Told told) {
    try {
      // What is kept of each grows with their number, which is not for one of them to say.
      if (others.containsKey(told.member())) {
        own.heard(told);
      }
    } catch (RuntimeException e) {
      log.write("told", "What another GPU node told cannot be used", e);
    }
    return this;
  }

  private Behavior<Command> onChanged(Changed command) {
    Member member = command.event().member();
    if (member.uniqueAddress().equals(cluster.selfUniqueAddress())) {
      // By now all of them know this node; what it told before they had not listened to.
      return command.event() instanceof MemberUp ? onNames() : this;
    }
    place(member).ifPresent(place -> change(command.event(), member, place));
    return this;
  }

  private void change(MemberEvent event, Member member, HostAndPort place) {
    if (event instanceof MemberRemoved) {
      others.remove(place);
      own.gone(place);
    } else if (others.put(place, other(member.address())) == null) {
      own.cameraNames().forEach(others.get(place)::tell);
      others.get(place).tell(own.report());
    }
  }

  private ActorRef<Command> other(Address address) {
    return ActorRefResolver.get(getContext().getSystem())
        .resolveActorRef(address + "/user/" + NAME);
  }

  private static Optional<HostAndPort> place(Member member) {
    Address address = member.address();
    return address.getHost().flatMap(host -> address.getPort().map(port -> place(host, port)));
  }

  private static HostAndPort place(String host, int port) {
    return new HostAndPort(host, port);
  }

  private Behavior<Command> onTell(Tell command) {
    if (command.to().isEmpty()) {
      return tell(command.told());
    }
    command
        .to()
        .flatMap(to -> Optional.ofNullable(others.get(to)))
        .ifPresent(other -> other.tell(command.told()));
    return this;
  }

  private Behavior<Command> onReport() {
    tell(own.report());
    own.rebalance();
    return this;
  }

  private Behavior<Command> onNames() {
    own.cameraNames().forEach(this::tell);
    return this;
  }

  private Behavior<Command> onStatus() {
    own.statuses().forEach(this::tell);
    return this;
  }

  private Behavior<Command> tell(Told told) {
    others.values().forEach(other -> other.tell(told));
    return this;
  }

  private Behavior<Command> onSeed() {
    List<HostAndPort> wanted = seeds.before(isIn() ? this::isTogether : self::equals);
    if (wanted.isEmpty()) {
      gravity.looked(false);
      return this;
    }
    var blocking = getContext().getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> seeds.look(wanted), blocking),
            (look, failure) -> new Looked(wanted, failure == null ? look : Seeds.Look.FAILED));
    return this;
  }

  private Behavior<Command> onLooked(Looked command) {
    Optional<HostAndPort> accepting = command.look().accepting();
    if (isIn()) {
      outside.isOver();
      boolean isLacking = accepting.filter(seed -> !isTogether(seed)).isPresent();
      if (gravity.looked(isLacking)) {
        say.accept(
            "The seed " + accepting.orElseThrow() + " is in another cluster: it is joined anew.");
        leave.run();
      }
    } else {
      step(outside.looked(command.look(), say));
    }
    return this;
  }

  private void step(Outside.Step step) {
    switch (step) {
      case WAIT -> {}
      case BEGIN -> cluster.join(cluster.selfAddress());
      case ANEW -> leave.run();
    }
  }

  private boolean isIn() {
    return cluster.state().getMembers().iterator().hasNext();
  }

  private boolean isTogether(HostAndPort place) {
    return place.equals(self) || others.containsKey(place);
  }
}
