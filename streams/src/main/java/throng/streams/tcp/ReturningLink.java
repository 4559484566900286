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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.RefusedException;
import throng.streams.flow.SizedFrame;

/**
 * One camera's link: makes a connection, tells what became of it, makes the next.
 *
 * <p>Its state belongs to the link's stream; connections are made one after another.
 */
final class ReturningLink {

  /** The real wait is each attempt's own: addresses rest for different times. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final GpuConnectionSettings settings;
  private final ClassicActorSystemProvider system;
  private final SingleConnection connection;
  private final GpuNodes nodes;
  private final ReturnPatience patience;
  private long unreachableSince = System.nanoTime();
  private boolean connected;

  ReturningLink(
      GpuConnectionSettings settings,
      SingleConnection connection,
      ClassicActorSystemProvider system) {
    this.settings = settings;
    this.system = system;
    this.connection = connection;
    patience = new ReturnPatience(settings.preferAfter());
    nodes =
        new GpuNodes(
            settings.gpuNodes(),
            settings.refusedBackoff(),
            settings.silentBackoff(),
            () -> ThreadLocalRandom.current().nextDouble());
  }

  Flow<SizedFrame, LinkEvent, NotUsed> flow() {
    RestartSettings restart =
        RestartSettings.create(AT_ONCE, AT_ONCE, 0)
            .withRestartOn(failure -> !isFinal(failure))
            .withLogSettings(RestartSettings.createLogSettings(Logging.DebugLevel()));
    return RestartFlow.withBackoff(restart, this::nextConnection);
  }

  private static boolean isFinal(Throwable failure) {
    return failure instanceof GaveUpException
        || (failure instanceof RefusedException refused && refused.code().isFinal());
  }

  private Flow<SizedFrame, LinkEvent, NotUsed> nextConnection() {
    GpuNodes.Attempt attempt = nodes.next(System.nanoTime());
    return Flow.completionStageFlow(
            Patterns.after(
                notBeyondGivingUp(attempt.delay()),
                system,
                () -> CompletableFuture.completedFuture(connection(attempt.address()))))
        .mapMaterializedValue(ignored -> NotUsed.getInstance())
        .addAttributes(
            Attributes.apply(
                Attributes.nestedMaterializationCancellationPolicyEagerCancellation()));
  }

  private Duration notBeyondGivingUp(Duration delay) {
    Duration unreachable = Duration.ofNanos(System.nanoTime() - unreachableSince);
    return settings
        .giveUpAfter()
        .map(limit -> limit.minus(unreachable))
        .filter(left -> left.compareTo(delay) < 0)
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .orElse(delay);
  }

  private Flow<SizedFrame, LinkEvent, NotUsed> connection(String address) {
    CompletableFuture<String> leave = new CompletableFuture<>();
    return connection
        .to(address, nodes.betterThan(address), patience.lookAfter(), leave)
        .map(this::noted)
        .recover(
            new PFBuilder<Throwable, LinkEvent>()
                .matchAny(failure -> disconnected(address, failure, leave.isDone()))
                .build());
  }

  private LinkEvent noted(LinkEvent event) {
    if (event instanceof LinkEvent.Connected now) {
      connected = true;
      patience.welcomed();
      nodes.answered(now.address());
    }
    return event;
  }

  private LinkEvent disconnected(String address, Throwable failure, boolean isLeft) {
    if (isFinal(failure)) {
      throw (RuntimeException) failure;
    }
    long now = System.nanoTime();
    if (isLeft) {
      patience.left();
    } else if (!connected) {
      patience.failed();
    }
    if (connected) {
      connected = false;
      unreachableSince = now;
    }
    LinkFailure why = LinkFailure.of(address, failure);
    nodes.failed(address, why.kind(), now);
    Duration unreachable = Duration.ofNanos(now - unreachableSince);
    if (settings.giveUpAfter().filter(limit -> unreachable.compareTo(limit) >= 0).isPresent()) {
      throw new GaveUpException(
          why.sentence() + " No GPU node could be reached for " + unreachable.toSeconds() + " s.");
    }
    String next = nodes.next(now).address();
    String plan = next.equals(address) ? " It is tried again." : " " + next + " is tried next.";
    return new LinkEvent.Disconnected(address, why.sentence() + plan);
  }
}
