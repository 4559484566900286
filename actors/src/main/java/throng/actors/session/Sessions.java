package throng.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import throng.actors.batch.Batcher;
import throng.actors.counts.CountHub;
import throng.actors.inference.FrameOrigin;
import throng.actors.serving.ModelHost;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.log.RateLimitedLog;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.Peer;
import throng.streams.tcp.PeerNetwork;
import throng.streams.tls.PeerIdentity;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message.Hello;
import throng.streams.wire.Message.Refused;
import throng.streams.wire.Message.Welcome;
import throng.streams.wire.Pulse;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireLimits;

/**
 * Who is connected: at most one session a camera, and a bounded number in all.
 *
 * <p>A second connection of the same edge process takes the first one's place, which is then most
 * likely half-open. Another process that asks for the same names waits until the first connection
 * has given a sign of life, and is refused; or, if none comes, takes its place. One waits a name.
 *
 * <p>A network that has shown wrong tokens waits for its next hellos to be looked at, whatever
 * their tokens are, so that silence tells nothing of them.
 */
public final class Sessions extends AbstractBehavior<Sessions.Command> {
  public sealed interface Command {}

  /**
   * Asks to let a camera in.
   *
   * @param peer whose connection it is
   * @param ending ends the connection that asks
   * @param pulse its signs of life; empty: it can give none, and counts as alive
   */
  record Open(
      Peer peer, Hello hello, Ending ending, Optional<Pulse> pulse, ActorRef<Opening> replyTo)
      implements Command {}

  /** Refuses who comes, has every frame answered, and tells when all connections have ended. */
  public record Drain(ActorRef<Drained> replyTo) implements Command {}

  /**
   * Tells that a connection that was let in has ended.
   *
   * @param saidGoodbye whether its edge wanted it to
   */
  record Close(FrameOrigin origin, boolean saidGoodbye) implements Command {}

  /** Sends a camera to another node, which has more room for it. */
  public record MoveAway(CameraId camera, HostAndPort target) implements Command {}

  /**
   * Ends a camera's connection: another node has a connection of the same name that prevails.
   *
   * @param instance that connection's
   */
  public record GiveUpName(CameraId camera, long instance) implements Command {}

  /** Certificates may have been revoked: who has shown one of them is sent away. */
  public enum CertificatesChanged implements Command {
    INSTANCE
  }

  /** Other nodes have come or gone. */
  public enum MembersChanged implements Command {
    INSTANCE
  }

  private record PauseIsOver(Open open) implements Command {}

  private record Alive(FrameOrigin origin) implements Command {}

  private record NameCheckIsOver(CameraId camera) implements Command {}

  private enum AllAnswered implements Command {
    INSTANCE
  }

  private enum CloseTimeIsOver implements Command {
    INSTANCE
  }

  /** The answer to a hello. */
  sealed interface Opening {}

  /** The camera is let in, until {@link Close} is told. */
  record Opened(Session session, Welcome welcome) implements Opening {}

  /** The camera is not let in. */
  record Rejected(Refused refused) implements Opening {}

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
      ModelHost host,
      SessionSettings settings,
      WireLimits limits,
      NodeStatistics statistics,
      CountHub counts,
      Neighbours neighbours,
      LinkRules rules,
      MonotonicClock clock) {
    SessionContext node =
        new SessionContext(host, settings, limits, statistics, counts, neighbours, rules, clock);
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Sessions(context, timers, node)));
  }

  private record Entry(long instance, Session session, Peer peer, Optional<Pulse> pulse) {
    private FrameOrigin origin() {
      return session.origin();
    }

    /** It has closed its side in good order, so that no sign of life can come. */
    private boolean isLeaving() {
      return pulse.isPresent() && pulse.get().hasEnded();
    }
  }

  private final TimerScheduler<Command> timers;
  private final SessionContext node;
  private final RateLimitedLog log = RateLimitedLog.warnings(Sessions.class);
  // Somebody tries to get in, or a camera has the wrong file: told also by a quiet node.
  private final RateLimitedLog tokens = RateLimitedLog.errors(Sessions.class);
  private final WrongTokens wrongTokens;
  private final Admission admission;
  private final PlainEdges plainEdges;
  private final Map<CameraId, Entry> byCamera = new HashMap<>();
  // Who waits for a name whose connection is asked for a sign of life; one a name.
  private final Map<CameraId, Open> waiting = new HashMap<>();
  // Those that were replaced and have not ended yet are here too.
  private final Map<Long, Ending> open = new HashMap<>();
  private final List<ActorRef<Drained>> drainers = new ArrayList<>();
  private int paused;
  private long lastSession;
  private boolean isDraining;
  private boolean isAnswered;

  private Sessions(
      ActorContext<Command> context, TimerScheduler<Command> timers, SessionContext node) {
    super(context);
    this.timers = timers;
    this.node = node;
    this.wrongTokens = new WrongTokens(node.settings().wrongToken(), node.clock());
    this.admission = new Admission(node.settings().token(), node.rules());
    this.plainEdges = new PlainEdges(node.rules());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Open.class, this::onOpen)
        .onMessage(Drain.class, this::onDrain)
        .onMessage(Close.class, this::onClose)
        .onMessage(MoveAway.class, this::onMoveAway)
        .onMessage(GiveUpName.class, this::onGiveUpName)
        .onMessage(MembersChanged.class, notUsed -> onMembersChanged())
        .onMessage(CertificatesChanged.class, notUsed -> onCertificatesChanged())
        .onMessage(PauseIsOver.class, this::onPauseIsOver)
        .onMessage(Alive.class, this::onAlive)
        .onMessage(NameCheckIsOver.class, this::onNameCheckIsOver)
        .onMessage(AllAnswered.class, notUsed -> onAllAnswered())
        .onMessage(CloseTimeIsOver.class, notUsed -> onCloseTimeIsOver())
        .build();
  }

  private Behavior<Command> onOpen(Open command) {
    Duration pause = wrongTokens.pause(PeerNetwork.of(command.peer().address()));
    if (isDraining || pause.isZero()) {
      judge(command);
    } else if (paused < node.settings().wrongToken().maxWaiting()) {
      paused++;
      timers.startSingleTimer(command, new PauseIsOver(command), pause);
    } else {
      refuse(command, tooManyWait());
    }
    return this;
  }

  private void judge(Open command) {
    Hello hello = command.hello();
    Optional<Refused> refusal = refusal(hello, command.peer());
    Entry present = byCamera.get(hello.camera());
    if (refusal.isPresent()) {
      refuse(command, refusal.get());
    } else if (present != null && present.instance() != hello.instance()) {
      contend(command, present);
    } else {
      // Who has the name is alive: it comes back itself.
      refuseWaiting(hello.camera());
      open(command);
    }
  }

  private Behavior<Command> onDrain(Drain command) {
    drainers.add(command.replyTo());
    if (!isDraining) {
      isDraining = true;
      List.copyOf(waiting.keySet())
          .forEach(camera -> release(camera).ifPresent(open -> refuse(open, goingDown())));
      open.values()
          .forEach(
              ending ->
                  ending.afterAnswers(GoodbyeReason.SHUTTING_DOWN, "The node is going down."));
      node.host()
          .drain(
              getContext().messageAdapter(Batcher.Drained.class, notUsed -> AllAnswered.INSTANCE));
    }
    return tellIfDrained();
  }

  private Behavior<Command> onClose(Close command) {
    CameraId camera = command.origin().camera();
    open.remove(command.origin().session());
    node.statistics().disconnected(camera);
    // One that was replaced does not speak for the camera any more.
    if (command.saidGoodbye() && hasName(command.origin())) {
      node.counts().left(camera);
    } else {
      node.counts().disconnected(camera);
    }
    if (hasName(command.origin())) {
      byCamera.remove(camera);
      release(camera).ifPresent(this::open);
    }
    return tellIfDrained();
  }

  private Behavior<Command> onMoveAway(MoveAway command) {
    return this;
  }

  private Behavior<Command> onGiveUpName(GiveUpName command) {
    return this;
  }

  private Behavior<Command> onMembersChanged() {
    return this;
  }

  private Behavior<Command> onCertificatesChanged() {
    for (Entry entry : byCamera.values()) {
      entry
          .peer()
          .identity()
          .filter(node.rules()::isRevoked)
          .ifPresent(peer -> sendAway(entry, peer));
    }
    return this;
  }

  private void sendAway(Entry entry, PeerIdentity peer) {
    Ending ending = open.get(entry.origin().session());
    if (ending != null) {
      ending.atOnce(GoodbyeReason.REVOKED, Admission.revoked(peer));
    }
    entry.session().end();
    entry.peer().refused();
  }

  private Behavior<Command> onPauseIsOver(PauseIsOver command) {
    paused--;
    judge(command.open());
    return this;
  }

  private Behavior<Command> onAlive(Alive command) {
    if (hasName(command.origin())) {
      refuseWaiting(command.origin().camera());
    }
    return this;
  }

  private Behavior<Command> onNameCheckIsOver(NameCheckIsOver command) {
    Entry entry = byCamera.get(command.camera());
    if (entry != null && entry.isLeaving()) {
      refuseWaiting(command.camera());
    } else {
      release(command.camera()).ifPresent(this::open);
    }
    return this;
  }

  private Behavior<Command> onAllAnswered() {
    isAnswered = true;
    timers.startSingleTimer(CloseTimeIsOver.INSTANCE, node.settings().closeTimeout());
    return tellIfDrained();
  }

  // What has not ended by itself ends with the node's sockets.
  private Behavior<Command> onCloseTimeIsOver() {
    open.clear();
    return tellIfDrained();
  }

  private Behavior<Command> tellIfDrained() {
    if (isAnswered && open.isEmpty()) {
      drainers.forEach(replyTo -> replyTo.tell(Drained.INSTANCE));
      drainers.clear();
    }
    return this;
  }

  private Optional<Refused> refusal(Hello hello, Peer peer) {
    if (isDraining) {
      return Optional.of(goingDown());
    }
    Optional<Refused> refusal = admission.refusal(hello, peer);
    if (refusal.isPresent()) {
      return refusal;
    }
    boolean isNew = !byCamera.containsKey(hello.camera());
    return isNew && byCamera.size() >= node.settings().maxSessions()
        ? Optional.of(
            new Refused(RefusedCode.UNAVAILABLE, "The node serves as many cameras as it may."))
        : Optional.empty();
  }

  private static Refused goingDown() {
    return new Refused(RefusedCode.UNAVAILABLE, "The node is going down.");
  }

  private static Refused tooManyWait() {
    return new Refused(
        RefusedCode.UNAVAILABLE,
        "Wrong access tokens came from this address, and too many wait for theirs to be looked"
            + " at.");
  }

  private static Refused nameInUse(CameraId camera) {
    return new Refused(
        RefusedCode.NAME_IN_USE,
        "Another edge node is connected as " + camera + "; give one of them another --name.");
  }

  private void refuse(Open command, Refused refused) {
    node.statistics().refused(refused.code());
    RateLimitedLog to = refused.code() == RefusedCode.TOKEN ? tokens : log;
    to.write(
        refused.code().name(),
        "Refused " + HostAndPort.of(command.peer().address()) + ": " + refused.sentence());
    if (refused.code() == RefusedCode.TOKEN) {
      wrongTokens.failed(PeerNetwork.of(command.peer().address()));
    }
    command.replyTo().tell(new Rejected(refused));
  }

  /** Lets who has the name show that it is alive; of several who want it the first one waits. */
  private void contend(Open command, Entry present) {
    CameraId camera = command.hello().camera();
    Open earlier = waiting.get(camera);
    if (earlier != null && earlier.hello().instance() == command.hello().instance()) {
      refuse(earlier, nameInUse(camera));
      letWait(command);
    } else if (earlier != null || present.pulse().isEmpty()) {
      refuse(command, nameInUse(camera));
    } else {
      letWait(command);
      timers.startSingleTimer(camera, new NameCheckIsOver(camera), node.settings().nameCheck());
      ActorRef<Command> self = getContext().getSelf();
      Alive alive = new Alive(present.origin());
      present.pulse().get().ask(() -> self.tell(alive));
    }
  }

  // As many may wait as there are names: in the places that others need to come in.
  private void letWait(Open command) {
    waiting.put(command.hello().camera(), command);
    command.peer().waits();
  }

  private void refuseWaiting(CameraId camera) {
    release(camera).ifPresent(open -> refuse(open, nameInUse(camera)));
  }

  /** Who waited for the name; from here on nobody does. */
  private Optional<Open> release(CameraId camera) {
    timers.cancel(camera);
    return Optional.ofNullable(waiting.remove(camera));
  }

  private void open(Open command) {
    Hello hello = command.hello();
    CameraId camera = hello.camera();
    FrameOrigin origin = new FrameOrigin(camera, ++lastSession);
    Session session = new Session(node, origin);
    Entry before =
        byCamera.put(camera, new Entry(hello.instance(), session, command.peer(), command.pulse()));
    if (before != null) {
      replace(camera, before);
    }
    open.put(origin.session(), command.ending());
    session.resize(hello.width(), hello.height());
    plainEdges.opened(camera.node(), command.peer());
    node.statistics().connected(camera);
    node.counts().connected(camera);
    command.replyTo().tell(new Opened(session, welcome(hello, origin.session())));
  }

  private void replace(CameraId camera, Entry before) {
    Ending ending = open.get(before.origin().session());
    if (ending != null) {
      ending.atOnce(
          GoodbyeReason.REPLACED, "A newer connection of " + camera + " took this one's place.");
    }
    // Its stream may be stuck behind a peer that does not read: what it takes of others ends here.
    before.session().end();
    before.peer().refused();
    before.peer().left();
  }

  /** Whether no newer connection of the camera has taken its place. */
  private boolean hasName(FrameOrigin origin) {
    Entry entry = byCamera.get(origin.camera());
    return entry != null && entry.origin().session() == origin.session();
  }

  private Welcome welcome(Hello hello, long number) {
    return new Welcome(
        Admission.version(hello).orElseThrow(),
        number,
        node.settings().window(),
        node.limits().maxFrameBytes(),
        node.limits().maxPixels(),
        hello.halfFloats(),
        node.host().model().name(),
        node.host().model().version());
  }
}
