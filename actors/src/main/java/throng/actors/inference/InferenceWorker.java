package throng.actors.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.List;
import java.util.function.Supplier;
import throng.actors.inference.WorkerEvent.CannotOpen;
import throng.actors.inference.WorkerEvent.Finished;
import throng.actors.inference.WorkerEvent.Lost;
import throng.actors.inference.WorkerEvent.Opened;
import throng.actors.inference.WorkerEvent.Warmed;
import throng.actors.time.MonotonicClock;
import throng.streams.log.RateLimitedLog;
import throng.streams.memory.Exhaustion;

/**
 * Runs batches on one device, one at a time.
 *
 * <p>May block: it lives on a pinned dispatcher, one thread with one open network. Has at most one
 * message of work at a time, since it is given the next when it says that it is idle. What it has
 * in hand when it dies goes back in {@link WorkerEvent.Lost}.
 */
public final class InferenceWorker extends AbstractBehavior<InferenceWorker.Command> {
  public sealed interface Command {}

  /** Runs one batch: each of its frames comes one run further, or is answered. */
  public record Run(List<PendingFrame> batch) implements Command {}

  /** Runs empty pictures through, so that the first real batch of this kind is not slow. */
  public record Warm(TensorSize size, int batch) implements Command {}

  /**
   * Opens the network on the worker's own thread and warms it before it takes work.
   *
   * @param index which of the model's devices
   * @param batcher who gives it work, and is told each time that the network was opened or not
   */
  static Behavior<Command> create(
      ServedModel model,
      int index,
      InferenceSettings settings,
      MonotonicClock clock,
      ActorRef<WorkerEvent> batcher) {
    return Behaviors.setup(
        context -> {
          try {
            WarmStart warm = WarmStart.of(model, index, settings, clock);
            batcher.tell(
                new Opened(
                    context.getSelf(), model.devices().get(index), warm.pixels(), warm.nanos()));
            return new InferenceWorker(context, warm.model(), settings, clock, batcher);
          } catch (RuntimeException | Error failure) {
            batcher.tell(new CannotOpen(context.getSelf(), model.devices().get(index), failure));
            throw new CannotOpenException("Worker " + index + " cannot open its network.", failure);
          }
        });
  }

  private final DensityModel model;
  private final InferenceSettings settings;
  private final MonotonicClock clock;
  private final RateLimitedLog log = RateLimitedLog.warnings(InferenceWorker.class);
  private final ActorRef<WorkerEvent> batcher;
  private List<PendingFrame> inHand = List.of();
  private int failuresInARow;

  private InferenceWorker(
      ActorContext<Command> context,
      DensityModel model,
      InferenceSettings settings,
      MonotonicClock clock,
      ActorRef<WorkerEvent> batcher) {
    super(context);
    this.model = model;
    this.settings = settings;
    this.clock = clock;
    this.batcher = batcher;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Run.class, this::onRun)
        .onMessage(Warm.class, this::onWarm)
        .onSignal(PreRestart.class, signal -> onEnd())
        .onSignal(PostStop.class, signal -> onEnd())
        .build();
  }

  private Behavior<Command> onRun(Run command) {
    inHand = command.batch();
    BatchRun run = guarded(() -> BatchRun.of(model, clock, inHand));
    TensorSize size = inHand.get(0).size();
    inHand.stream().filter(PendingFrame::isAnswered).forEach(PendingFrame::release);

    if (run.isOutOfMemory()) {
      batcher.tell(new WorkerEvent.OutOfMemory(getContext().getSelf(), size, inHand.size()));
    }
    dieAfterTooManyFailures(run);
    batcher.tell(new Finished(getContext().getSelf(), size, inHand, run.pixels(), run.nanos()));
    inHand = List.of();
    return this;
  }

  private Behavior<Command> onWarm(Warm command) {
    ActorRef<Command> self = getContext().getSelf();
    long start = clock.nanos();
    boolean hasRun = guarded(() -> warms(command));
    long took = clock.nanos() - start;
    batcher.tell(new Warmed(self, command.size(), command.batch(), took, hasRun));
    return this;
  }

  private boolean warms(Warm command) {
    try {
      model.warm(command.size(), command.batch());
      return true;
    } catch (RuntimeException | OutOfMemoryError failure) {
      Exhaustion.report(failure);
      log.write("warming", "Warming " + command + " failed.", failure);
      if (OutOfMemory.isIn(failure)) {
        ActorRef<Command> self = getContext().getSelf();
        batcher.tell(new WorkerEvent.OutOfMemory(self, command.size(), command.batch()));
      }
      return false;
    }
  }

  // Whatever the network throws must end this worker alone, not the whole program.
  private static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (Error error) {
      Exhaustion.report(error);
      throw new WorkerDiedException("The network broke down.", error);
    }
  }

  private void dieAfterTooManyFailures(BatchRun run) {
    Throwable failure = run.failure();
    failuresInARow = run.isTotalFailure() ? failuresInARow + 1 : 0;
    if (failure != null && failuresInARow >= settings.failuresBeforeRestart()) {
      throw new WorkerDiedException(
          "The network failed on " + failuresInARow + " batches in a row.", failure);
    }
  }

  private Behavior<Command> onEnd() {
    batcher.tell(new Lost(getContext().getSelf(), inHand));
    inHand = List.of();
    try {
      model.close();
    } catch (RuntimeException failure) {
      getContext().getLog().warn("A network could not be closed.", failure);
    }
    return this;
  }
}
