package throng.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import throng.actors.counts.CountHub;
import throng.actors.inference.FrameOrigin;
import throng.actors.serving.ModelHosts;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.tcp.PeerNetwork;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.Message.Hello;
import throng.streams.wire.Message.Refused;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireLimits;

/**
 * Who is connected: at most one session a camera, and a bounded number in all.
 *
 * <p>A newer connection of the same edge process takes the first one's place, which is then most
 * likely half-open. Another process that asks for the same names waits until the first connection
 * has given a sign of life, and is refused; or, if none comes, takes its place. One waits a name.
 *
 * <p>Who proves a name by a certificate takes it at once from who has it without one, also where
 * either is at another node, and never the other way round.
 *
 * <p>A network that has shown wrong tokens waits for its next hellos to be looked at, whatever
 * their tokens are, so that silence tells nothing of them.
 */
public final class Sessions extends AbstractBehavior<Sessions.Command> {
  public sealed interface Command
      permits Open,
          Depart,
          Drain,
          Close,
          FromOthers,
          CertificatesChanged,
          PauseIsOver,
          NameIsKnown,
          NameWaits.Alive,
          NameWaits.NameCheckIsOver,
          Unproved.TimeIsOver,
          Ended {}

  /** Sends every camera to another node that one takes, and tells when they are gone. */
  public record Depart(ActorRef<Departed> replyTo) implements Command {}

  /** Refuses who comes, has every frame answered, and tells when all connections have ended. */
  public record Drain(ActorRef<Drained> replyTo) implements Command {}

  /**
   * Tells that a connection that was let in has ended.
   *
   * @param saidGoodbye whether its edge wanted it to
   */
  record Close(FrameOrigin origin, boolean saidGoodbye) implements Command {}

  /**
   * Certificates may have been revoked: who has shown one of them is sent away. Or given: so is, a
   * while later, who has such a name and has shown none.
   */
  public enum CertificatesChanged implements Command {
    INSTANCE
  }

  private record PauseIsOver(Open open) implements Command {}

  private record NameIsKnown(Open open) implements Command {}

  private enum Ended implements Command {
    MOVE_TIME,
    ALL_ANSWERED,
    CLOSE_TIME
  }

  /** Every camera is gone that another node takes, or had its time. */
  public enum Departed {
    INSTANCE
  }

  /** Nobody is connected any more. */
  public enum Drained {
    INSTANCE
  }

  /**
   * A registry without a session.
   *
   * @param limits what a camera may send; it is told so
   * @param counts is told of each answer, and of who is connected
   * @param neighbours the other nodes
   * @param rules what those must show who connect
   */
  public static Behavior<Command> create(
      ModelHosts models,
      SessionSettings settings,
      WireLimits limits,
      NodeStatistics statistics,
      CountHub counts,
      Neighbours neighbours,
      LinkRules rules,
      MonotonicClock clock) {
    SessionContext node =
        new SessionContext(models, settings, limits, statistics, counts, neighbours, rules, clock);
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Sessions(context, timers, node)));
  }

  private final TimerScheduler<Command> timers;
  private final SessionContext node;
  private final RefusalLog refusals = new RefusalLog();
  private final WrongTokens wrongTokens;
  private final Judgement judgement;
  private final PlainEdges plainEdges;
  private final Map<CameraId, Entry> byCamera = new HashMap<>();
  private final NameWaits waiting;
  private final Unproved unproved;
  private final Connections connections = new Connections();
  private final Departures departures = new Departures();
  private long lastSession;
  private boolean isDeparting;
  private boolean isDraining;

  private Sessions(
      ActorContext<Command> context, TimerScheduler<Command> timers, SessionContext node) {
    super(context);
    this.timers = timers;
    this.node = node;
    this.wrongTokens = new WrongTokens(node.settings().wrongToken(), node.clock());
    this.judgement = new Judgement(node);
    this.plainEdges = new PlainEdges(node.rules());
    this.waiting =
        new NameWaits(timers, context.getSelf(), node.settings().nameCheck(), this::refuse);
    this.unproved = new Unproved(timers, node.rules());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Open.class, this::onOpen)
        .onMessage(Depart.class, this::onDepart)
        .onMessage(Drain.class, this::onDrain)
        .onMessage(Close.class, this::onClose)
        .onMessage(FromOthers.MoveAway.class, this::onMoveAway)
        .onMessage(FromOthers.GiveUpName.class, this::onGiveUpName)
        .onMessage(FromOthers.CheckName.class, this::onCheckName)
        .onMessage(FromOthers.MembersChanged.class, notUsed -> onMembersChanged())
        .onMessage(CertificatesChanged.class, notUsed -> onCertificatesChanged())
        .onMessage(PauseIsOver.class, this::onPauseIsOver)
        .onMessage(NameIsKnown.class, it -> judge(it.open(), false))
        .onMessage(NameWaits.Alive.class, this::onAlive)
        .onMessage(NameWaits.NameCheckIsOver.class, this::onNameCheckIsOver)
        .onMessage(Unproved.TimeIsOver.class, this::onTimeToProveIsOver)
        .onMessageEquals(Ended.MOVE_TIME, this::onMoveTimeIsOver)
        .onMessageEquals(Ended.ALL_ANSWERED, this::onAllAnswered)
        .onMessageEquals(Ended.CLOSE_TIME, this::onCloseTimeIsOver)
        .build();
  }

  private Behavior<Command> onOpen(Open command) {
    Duration pause = wrongTokens.pause(PeerNetwork.of(command.peer().address()));
    // A certificate is no guess, whatever others show from there.
    if (pause.isZero() || command.peer().identity().isPresent()) {
      judge(command, true);
    } else if (isDeparting) {
      refuse(command, Refusals.GOING_DOWN);
    } else if (wrongTokens.letsWait(command.peer(), () -> givesUp(command))) {
      timers.startSingleTimer(command, new PauseIsOver(command), pause);
    } else {
      refuse(command, Refusals.TOO_MANY_WAIT);
    }
    return this;
  }

  /**
   * @param mayAsk whether other nodes have not been asked for the name yet
   */
  private Behavior<Command> judge(Open command, boolean mayAsk) {
    Hello hello = command.hello();
    Entry present = byCamera.get(hello.camera());
    boolean isFull = present == null && byCamera.size() >= node.settings().maxSessions();
    Optional<Refused> refusal = judgement.refusal(hello, command.peer(), isDeparting, isFull);
    if (refusal.isPresent()) {
      refuse(command, refusal.get());
    } else if (present == null || present.yieldsTo(command)) {
      take(command, mayAsk);
    } else if (present.prevailsOver(command)) {
      refuse(command, Refusals.nameInUse(hello.camera()));
    } else if (present.opened().hello().isNewerThan(hello)) {
      refuse(command, Refusals.newer(hello.camera()));
    } else if (present.instance() != hello.instance()) {
      waiting.contend(command, present);
    } else {
      take(command, mayAsk);
    }
    return this;
  }

  /** The name is this one's: it is free, its own, or proved. */
  private void take(Open command, boolean mayAsk) {
    // Who waited for the name's holder to be silent waits in vain.
    waiting.refuse(command.hello().camera());
    open(command, mayAsk);
  }

  private Behavior<Command> onDepart(Depart command) {
    isDeparting = true;
    node.neighbours().departs();
    departures.await(command.replyTo());
    byCamera.values().forEach(entry -> departures.begin(entry, node));
    timers.startSingleTimer(Ended.MOVE_TIME, node.settings().moveWithin());
    departures.tellIfGone();
    return this;
  }

  private Behavior<Command> onDrain(Drain command) {
    if (!isDraining) {
      isDeparting = true;
      isDraining = true;
      waiting.refuseAll(Refusals.GOING_DOWN);
      connections.endAfterAnswers(GoodbyeReason.SHUTTING_DOWN, "The node is going down.");
      getContext().pipeToSelf(node.models().drain(), (answered, failure) -> Ended.ALL_ANSWERED);
    }
    connections.await(command.replyTo());
    return this;
  }

  private Behavior<Command> onClose(Close command) {
    CameraId camera = command.origin().camera();
    departures.ended(command.origin().session());
    node.statistics().disconnected(camera);
    // One that was replaced does not speak for the camera any more.
    if (command.saidGoodbye() && hasName(command.origin())) {
      node.counts().left(camera);
    } else {
      node.counts().disconnected(camera);
    }
    if (hasName(command.origin())) {
      Entry entry = Objects.requireNonNull(byCamera.remove(camera));
      node.neighbours().closed(camera, entry.instance());
      waiting.release(camera).ifPresent(this::open);
    }
    connections.ended(command.origin().session());
    return this;
  }

  private Behavior<Command> onMoveAway(FromOthers.MoveAway command) {
    Entry entry = byCamera.get(command.camera());
    if (entry != null) {
      entry.tell(new Message.Move(false, command.target()));
    }
    return this;
  }

  private Behavior<Command> onGiveUpName(FromOthers.GiveUpName command) {
    Entry entry = byCamera.get(command.camera());
    if (entry != null && entry.isOf(command.own(), command.attempt())) {
      entry.givesUpNameTo(command.instance());
    }
    return this;
  }

  private Behavior<Command> onCheckName(FromOthers.CheckName command) {
    Entry entry = byCamera.get(command.camera());
    if (entry == null) {
      return this;
    }
    if (entry.yieldsTo(command)) {
      giveUpName(entry, command.instance());
      // Who waited for it to be silent waits in vain.
      waiting.refuse(command.camera());
    } else if (entry.prevailsOver(command) || entry.instance() == command.instance()) {
      command.isKept().run();
    } else {
      waiting.contend(command, entry);
    }
    return this;
  }

  private Behavior<Command> onMembersChanged() {
    byCamera
        .values()
        .forEach(entry -> entry.tell(new Message.Members(node.neighbours().members())));
    return this;
  }

  private Behavior<Command> onMoveTimeIsOver() {
    departures.over();
    return this;
  }

  private Behavior<Command> onCertificatesChanged() {
    byCamera.values().forEach(entry -> entry.endIfRevoked(node.rules()));
    unproved.look(byCamera.values());
    return this;
  }

  private void givesUp(Open waiting) {
    timers.cancel(waiting);
    waiting.reject(Refusals.TOO_MANY_WAIT);
  }

  private Behavior<Command> onPauseIsOver(PauseIsOver command) {
    wrongTokens.hasWaited(command.open().peer());
    judge(command.open(), true);
    return this;
  }

  private Behavior<Command> onAlive(NameWaits.Alive command) {
    if (hasName(command.origin())) {
      waiting.refuse(command.origin().camera());
    }
    return this;
  }

  private Behavior<Command> onNameCheckIsOver(NameWaits.NameCheckIsOver command) {
    Entry entry = byCamera.get(command.camera());
    if (entry != null && entry.isLeaving()) {
      waiting.refuse(command.camera());
    } else {
      waiting
          .release(command.camera())
          .ifPresentOrElse(this::open, () -> giveUpElsewhere(command.camera()));
    }
    return this;
  }

  private Behavior<Command> onTimeToProveIsOver(Unproved.TimeIsOver command) {
    Entry entry = byCamera.get(command.origin().camera());
    if (entry != null && entry.origin().equals(command.origin())) {
      entry.endAsUnproved();
    }
    return this;
  }

  private void giveUpElsewhere(CameraId camera) {
    Optional<FromOthers.CheckName> wanted = waiting.releaseElsewhere(camera);
    Entry entry = byCamera.get(camera);
    if (entry != null && wanted.isPresent()) {
      giveUpName(entry, wanted.get().instance());
    }
  }

  /** An edge process at another node has the name from here on. */
  private void giveUpName(Entry entry, long instance) {
    CameraId camera = entry.origin().camera();
    byCamera.remove(camera);
    entry.givesUpNameTo(instance);
    node.neighbours().closed(camera, entry.instance());
  }

  private Behavior<Command> onAllAnswered() {
    connections.answered();
    timers.startSingleTimer(Ended.CLOSE_TIME, node.settings().closeTimeout());
    return this;
  }

  private Behavior<Command> onCloseTimeIsOver() {
    connections.over();
    return this;
  }

  private void refuse(Open command, Refused refused) {
    node.statistics().refused(refused.code());
    refusals.write(command.peer(), refused);
    if (refused.code() == RefusedCode.TOKEN) {
      wrongTokens.failed(PeerNetwork.of(command.peer().address()));
    }
    command.reject(refused);
  }

  private void open(Open command) {
    open(command, true);
  }

  private void open(Open command, boolean mayAsk) {
    CameraId camera = command.hello().camera();
    // Who has gone while it waited would only take the name from one that is there.
    if (byCamera.containsKey(camera) && command.isAway()) {
      command.reject(Refusals.nameInUse(camera));
      return;
    }
    Optional<Refused> taken = node.claim(command.hello());
    if (taken.isEmpty()) {
      letIn(command);
    } else if (mayAsk && command.isWorthAskingFor(taken.get().code())) {
      command.peer().waits();
      getContext().pipeToSelf(node.askForName(command), (known, late) -> new NameIsKnown(command));
    } else {
      refuse(command, taken.get());
    }
  }

  private void letIn(Open command) {
    Hello hello = command.hello();
    CameraId camera = hello.camera();
    FrameOrigin origin = new FrameOrigin(camera, ++lastSession);
    Session session = new Session(node, origin, node.join(hello));
    Entry before = byCamera.put(camera, new Entry(command, session));
    if (before != null) {
      before.replaced("A newer connection of " + camera + " took this one's place.");
    }
    connections.opened(origin.session(), command.ending());
    session.begins(hello.width(), hello.height());
    plainEdges.opened(camera.node(), command.peer());
    node.statistics().connected(camera);
    node.counts().connected(camera);
    node.neighbours().opened(hello);
    var welcome = node.welcome(hello, origin.session(), session.network());
    command.letIn().accept(session);
    command.replyTo().tell(new Opening.Opened(session, welcome));
  }

  /** Whether no newer connection of the camera has taken its place. */
  private boolean hasName(FrameOrigin origin) {
    Entry entry = byCamera.get(origin.camera());
    return entry != null && entry.origin().session() == origin.session();
  }
}
