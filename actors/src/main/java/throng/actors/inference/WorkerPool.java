package throng.actors.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One worker for each of the network's devices, opened anew when it dies.
 *
 * <p>A worker that dies rests a while, longer each time, then opens its network again on its own
 * thread; the batch that it had in hand has gone back to the batcher by then.
 */
public final class WorkerPool extends AbstractBehavior<WorkerPool.Command> {
  public sealed interface Command {}

  /** Starts the workers; they take their work from {@code batcher}. The first one counts. */
  public record Serve(ActorRef<WorkerEvent> batcher) implements Command {}

  /** Asks to be told once, when all workers are open and warm, or when one cannot be opened. */
  public record AwaitWarm(ActorRef<Started> replyTo) implements Command {}

  private record Opened(int index, @Nullable Throwable failure) implements Command {}

  /** How the workers' start went. */
  public sealed interface Started {}

  /** All workers take work. */
  public record AllWarm(int workers) implements Started {}

  /** A worker cannot open its network. */
  public record CannotOpen(String device, Throwable cause) implements Started {}

  /**
   * A pool that begins when it is told whom to serve.
   *
   * @param dispatcher the configuration path of a pinned dispatcher: a thread a worker
   */
  public static Behavior<Command> create(
      ServedModel model, InferenceSettings settings, String dispatcher) {
    return Behaviors.setup(context -> new WorkerPool(context, model, settings, dispatcher));
  }

  private final ServedModel model;
  private final InferenceSettings settings;
  private final String dispatcher;
  private final List<ActorRef<Started>> waiting = new ArrayList<>();
  private final Set<Integer> warm = new HashSet<>();
  private @Nullable Started started;
  private boolean isServing;

  private WorkerPool(
      ActorContext<Command> context,
      ServedModel model,
      InferenceSettings settings,
      String dispatcher) {
    super(context);
    this.model = model;
    this.settings = settings;
    this.dispatcher = dispatcher;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Serve.class, this::onServe)
        .onMessage(AwaitWarm.class, this::onAwaitWarm)
        .onMessage(Opened.class, this::onOpened)
        .build();
  }

  private Behavior<Command> onServe(Serve command) {
    if (!isServing) {
      isServing = true;
      for (int index = 0; index < model.devices().size(); index++) {
        spawnWorker(index, command.batcher());
      }
    }
    return this;
  }

  private Behavior<Command> onAwaitWarm(AwaitWarm command) {
    if (started == null) {
      waiting.add(command.replyTo());
    } else {
      command.replyTo().tell(started);
    }
    return this;
  }

  private Behavior<Command> onOpened(Opened command) {
    if (command.failure() == null) {
      warm.add(command.index());
    }
    if (started == null && command.failure() != null) {
      start(new CannotOpen(model.devices().get(command.index()), command.failure()));
    } else if (started == null && warm.size() == model.devices().size()) {
      start(new AllWarm(warm.size()));
    }
    return this;
  }

  private void start(Started how) {
    started = how;
    waiting.forEach(replyTo -> replyTo.tell(how));
    waiting.clear();
  }

  private void spawnWorker(int index, ActorRef<WorkerEvent> batcher) {
    ActorRef<Command> self = getContext().getSelf();
    Behavior<InferenceWorker.Command> worker =
        InferenceWorker.create(
            model,
            index,
            settings,
            (opened, failure) -> self.tell(new Opened(opened, failure)),
            batcher);
    getContext()
        .spawn(
            Behaviors.supervise(worker).onFailure(Exception.class, restart()),
            "worker-" + index,
            DispatcherSelector.fromConfig(dispatcher));
  }

  private SupervisorStrategy restart() {
    return SupervisorStrategy.restartWithBackoff(
        settings.restartAfter(), settings.restartAfterAtMost(), 0.2);
  }
}
