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
import throng.streams.frame.JpegFrame;

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
  private final Outage outage = new Outage(System.nanoTime());
  private final NamePatience names;
  private boolean answered;

  ReturningLink(
      GpuConnectionSettings settings,
      SingleConnection connection,
      ClassicActorSystemProvider system) {
    this.settings = settings;
    this.system = system;
    this.connection = connection;
    patience = new ReturnPatience(settings.preferAfter());
    names = new NamePatience(settings.nameInUseFor());
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
    Duration unreachable = outage.length(System.nanoTime());
    return settings
        .giveUpAfter()
        .map(limit -> limit.minus(unreachable))
        .filter(left -> left.compareTo(delay) < 0)
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .orElse(delay);
  }

  private Flow<JpegFrame, LinkEvent, NotUsed> connection(String address) {
    CompletableFuture<String> leave = new CompletableFuture<>();
    return Flow.of(JpegFrame.class)
        .map(this::asked)
        .via(connection.to(address, nodes.betterThan(address), patience.lookAfter(), leave))
        .map(event -> noted(address, event))
        .recover(
            new PFBuilder<Throwable, LinkEvent>()
                .matchAny(failure -> disconnected(address, failure, leave.isDone()))
                .build());
  }

  private JpegFrame asked(JpegFrame frame) {
    outage.asked(System.nanoTime());
    return frame;
  }

  /** Only an answer shows a good node: one that breaks after each welcome must rest, too. */
  private LinkEvent noted(String address, LinkEvent event) {
    if (event instanceof LinkEvent.Connected) {
      outage.connected(System.nanoTime());
      names.welcomed();
      nodes.welcomed(address);
    } else if (event instanceof LinkEvent.Answered) {
      outage.answered();
      answered = true;
      patience.answered();
      nodes.answered(address);
    }
    return event;
  }

  private LinkEvent disconnected(String address, Throwable failure, boolean isLeft) {
    long now = System.nanoTime();
    boolean isForGood = failure instanceof RefusedException refused && isForGood(refused, now);
    if (isForGood) {
      noteRefusal(address, (RefusedException) failure);
    }
    if (isLeft) {
      patience.left();
    } else if (!answered) {
      patience.failed();
    }
    answered = false;
    outage.disconnected(now);
    LinkFailure why = LinkFailure.of(address, failure);
    // A node may hold back the refusal of a wrong token: asking again soon would keep others
    // waiting.
    nodes.failed(address, isForGood ? GpuNodes.Failure.SILENT : why.kind(), now);
    Duration unreachable = outage.length(now);
    if (settings.giveUpAfter().filter(limit -> unreachable.compareTo(limit) >= 0).isPresent()) {
      throw new GaveUpException(
          why.sentence() + " No GPU node has answered for " + unreachable.toSeconds() + " s.");
    }
    String next = nodes.next(now).address();
    String plan = next.equals(address) ? " It is tried again." : " " + next + " is tried next.";
    return new LinkEvent.Disconnected(address, why.sentence() + plan);
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
