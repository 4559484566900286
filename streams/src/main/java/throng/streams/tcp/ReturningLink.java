package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.event.Logging;
import akka.japi.pf.PFBuilder;
import akka.pattern.Patterns;
import akka.stream.Attributes;
import akka.stream.RestartSettings;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.RestartFlow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.LinkLostException;
import throng.streams.flow.RefusedException;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;

/**
 * One camera's link: makes a connection, tells what became of it, makes the next.
 *
 * <p>Its state belongs to the link's stream; connections are made one after another.
 */
final class ReturningLink {

  /** The real wait is each attempt's own: addresses rest for different times. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  // A node that balances sends a camera again each time that it may.
  private static final int SHUNNED_FOR_MOVES = 10;

  private final GpuConnectionSettings settings;
  private final ClassicActorSystemProvider system;
  private final SingleConnection connection;
  private final GpuNodes nodes;
  private final ReturnPatience patience;
  private final Outage outage = new Outage(System.nanoTime());
  private final NamePatience names;
  private final Moves moves;
  private final SameCluster cluster;
  private int attempts;
  // What the user was told; addresses that rest may have rested meanwhile.
  private Optional<GpuNodes.Attempt> planned = Optional.empty();
  private boolean answered;
  // Written by the link's stream; read by the connection's, which may be another.
  private volatile boolean hasOthers;

  ReturningLink(
      GpuConnectionSettings settings,
      SingleConnection connection,
      ClassicActorSystemProvider system) {
    this.settings = settings;
    this.system = system;
    this.connection = connection;
    patience = new ReturnPatience(settings.preferAfter());
    names = new NamePatience(settings.nameInUseFor());
    moves = new Moves(settings.moves(), settings::mayGo);
    cluster = new SameCluster(settings.gpuNodes(), settings.moves().togetherFor());
    nodes =
        new GpuNodes(
            settings.gpuNodes(),
            settings.refusedBackoff(),
            settings.silentBackoff(),
            () -> ThreadLocalRandom.current().nextDouble());
  }

  Flow<JpegFrame, LinkEvent, NotUsed> flow() {
    RestartSettings restart =
        RestartSettings.create(AT_ONCE, AT_ONCE, 0)
            .withRestartOn(failure -> !isFinal(failure))
            .withLogSettings(RestartSettings.createLogSettings(Logging.DebugLevel()));
    return RestartFlow.withBackoff(restart, this::nextConnection);
  }

  /** Whether the link itself has failed: what one connection fails with has become an event. */
  private static boolean isFinal(Throwable failure) {
    return failure instanceof GaveUpException || failure instanceof RefusedException;
  }

  private Flow<JpegFrame, LinkEvent, NotUsed> nextConnection() {
    Optional<String> sent = moves.take();
    GpuNodes.Attempt attempt =
        sent.map(target -> new GpuNodes.Attempt(target, Duration.ZERO))
            .or(() -> planned)
            .orElseGet(() -> nodes.next(System.nanoTime()));
    planned = Optional.empty();
    Route route = route(attempt.address(), sent.isPresent() || nodes.mustServe(attempt.address()));
    return Flow.completionStageFlow(
            Patterns.after(
                notBeyondGivingUp(attempt.delay()),
                system,
                () -> CompletableFuture.completedFuture(connection(route))))
        .mapMaterializedValue(ignored -> NotUsed.getInstance())
        .addAttributes(
            Attributes.apply(
                Attributes.nestedMaterializationCancellationPolicyEagerCancellation()));
  }

  private Route route(String address, boolean isToServe) {
    return new Route(
        address,
        new Message.Routing(settings.isMovable(), isToServe ? 1 : 0, ++attempts, settings.model()),
        move -> follows(move, address),
        new CompletableFuture<>(),
        nodes.betterThan(address),
        better -> cluster.has(better, System.nanoTime()),
        patience.lookAfter(),
        () -> hasOthers);
  }

  private boolean follows(Message.Move move, String from) {
    long now = System.nanoTime();
    boolean follows = !isShunned(move, now) && moves.follows(move, from, now);
    if (follows) {
      cluster.sentOn(from, move.target().toString());
    }
    return follows;
  }

  /** Each try of a node that cannot be reached from here costs the camera its frames meanwhile. */
  private boolean isShunned(Message.Move move, long now) {
    String target = move.target().toString();
    Duration shunned = settings.moves().apart().multipliedBy(SHUNNED_FOR_MOVES);
    return nodes.isResting(target, now)
        || !move.drain() && nodes.wasUnreachedWithin(target, shunned, now);
  }

  private Duration notBeyondGivingUp(Duration delay) {
    Duration unreachable = outage.length(System.nanoTime());
    return settings
        .giveUpAfter()
        .map(limit -> limit.minus(unreachable))
        .filter(left -> left.compareTo(delay) < 0)
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .orElse(delay);
  }

  private Flow<JpegFrame, LinkEvent, NotUsed> connection(Route route) {
    return Flow.of(JpegFrame.class)
        .map(this::asked)
        .via(connection.to(route))
        .map(event -> noted(route.address(), event))
        .recover(
            new PFBuilder<Throwable, LinkEvent>()
                .matchAny(failure -> ended(route, failure))
                .build());
  }

  private JpegFrame asked(JpegFrame frame) {
    outage.asked(System.nanoTime());
    return frame;
  }

  /** Only an answer shows a good node: one that breaks after each welcome must rest, too. */
  private LinkEvent noted(String address, LinkEvent event) {
    if (event instanceof LinkEvent.Connected connected) {
      outage.connected(System.nanoTime());
      names.welcomed();
      nodes.welcomed(address);
      List<HostAndPort> others = connected.welcome().members();
      cluster.welcomed(address, texts(others), System.nanoTime());
      learned(address, others);
    } else if (event instanceof LinkEvent.Members told) {
      cluster.told(texts(told.places()), System.nanoTime());
      learned(address, told.places());
    } else if (event instanceof LinkEvent.Answered) {
      outage.answered();
      answered = true;
      patience.answered();
      nodes.answered(address);
    }
    return event;
  }

  private void learned(String address, List<HostAndPort> places) {
    nodes.learned(texts(places.stream().filter(settings::mayGo).toList()));
    hasOthers = nodes.hasOthersThan(address);
  }

  private static List<String> texts(List<HostAndPort> places) {
    return places.stream().map(HostAndPort::toString).toList();
  }

  private LinkEvent ended(Route route, Throwable failure) {
    Optional<HostAndPort> target =
        failure instanceof RefusedException refused ? refused.target() : Optional.empty();
    return target
        .filter(elsewhere -> route.routing().mayBeRedirected())
        .map(elsewhere -> sentOn(route, elsewhere))
        .orElseGet(() -> disconnected(route, failure));
  }

  /** A node that sends a camera on is none that fails; where it does not go it is asked again. */
  private LinkEvent sentOn(Route route, HostAndPort target) {
    long now = System.nanoTime();
    boolean goes =
        !nodes.isResting(target.toString(), now)
            && moves.redirects(target, route.address(), route.routing(), now);
    if (goes) {
      cluster.sentOn(route.address(), target.toString());
    } else {
      nodes.isToServe(route.address());
      planned = Optional.of(new GpuNodes.Attempt(route.address(), Duration.ZERO));
    }
    String plan = goes ? "." : ", where it does not go; it is asked to serve it itself.";
    return new LinkEvent.Disconnected(
        route.address(),
        "The GPU node at " + route.address() + " sends this camera to " + target + plan,
        true);
  }

  private LinkEvent disconnected(Route route, Throwable failure) {
    long now = System.nanoTime();
    String address = route.address();
    boolean isForGood = failure instanceof RefusedException refused && isForGood(refused, now);
    if (isForGood) {
      noteRefusal(address, (RefusedException) failure);
    }
    noteReturn(route);
    outage.disconnected(now);
    LinkFailure why = LinkFailure.of(address, failure);
    if (failure instanceof RefusedException) {
      nodes.reached(address);
    }
    // A node may hold back the refusal of a wrong token: asking again soon would keep others
    // waiting.
    nodes.failed(address, isForGood ? GpuNodes.Failure.SILENT : why.kind(), now);
    Duration unreachable = outage.length(now);
    if (settings.giveUpAfter().filter(limit -> unreachable.compareTo(limit) >= 0).isPresent()) {
      throw new GaveUpException(
          why.sentence() + " No GPU node has answered for " + unreachable.toSeconds() + " s.");
    }
    boolean inGoodOrder = failure instanceof LinkLostException lost && lost.isInGoodOrder();
    return new LinkEvent.Disconnected(address, why.sentence() + plan(address, now), inGoodOrder);
  }

  private void noteReturn(Route route) {
    if (route.leave().isDone()) {
      patience.left();
    } else if (!answered && !moves.isUnderWay()) {
      patience.failed();
    }
    answered = false;
  }

  private String plan(String address, long now) {
    if (moves.isUnderWay()) {
      return "";
    }
    GpuNodes.Attempt next = nodes.next(now);
    planned = Optional.of(next);
    return next.address().equals(address)
        ? " It is tried again."
        : " " + next.address() + " is tried next.";
  }

  private boolean isForGood(RefusedException refused, long now) {
    return refused.code().isFinal() && !names.isPatientWith(refused.code(), now);
  }

  /** What no further try can mend ends the camera once every node has said it. */
  private void noteRefusal(String address, RefusedException refused) {
    nodes.refusedForGood(address, LinkFailure.of(address, refused).sentence());
    nodes
        .allRefusals()
        .ifPresent(
            sentences -> {
              throw new RefusedException(refused.code(), sentences);
            });
  }
}
