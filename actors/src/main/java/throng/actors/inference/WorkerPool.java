package throng.actors.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.ArrayList;
import java.util.List;
import throng.actors.time.MonotonicClock;

/**
 * One worker for each of the network's devices, opened anew when it dies.
 *
 * <p>A worker that dies rests a while, longer each time, then opens its network again on its own
 * thread; the batch that it had in hand has gone back to the batcher by then.
 */
public final class WorkerPool {
  /** A pinned one, in the program's own settings: a thread a worker. */
  private static final DispatcherSelector DISPATCHER =
      DispatcherSelector.fromConfig("throng.inference-dispatcher");

  private WorkerPool() {}

  /**
   * Starts the workers; they begin to open their networks.
   *
   * @param parent whose children they are
   * @param batcher hears of them, and gives them their work
   */
  public static List<ActorRef<InferenceWorker.Command>> start(
      ActorContext<?> parent,
      ServedModel model,
      InferenceSettings settings,
      MonotonicClock clock,
      ActorRef<WorkerEvent> batcher) {
    SupervisorStrategy restart =
        SupervisorStrategy.restartWithBackoff(
            settings.restartAfter(), settings.restartAfterAtMost(), 0.2);
    List<ActorRef<InferenceWorker.Command>> workers = new ArrayList<>();
    for (int index = 0; index < model.devices().size(); index++) {
      Behavior<InferenceWorker.Command> worker =
          Behaviors.supervise(
                  Behaviors.supervise(
                          InferenceWorker.create(model, index, settings, clock, batcher))
                      .onFailure(CannotOpenException.class, restart.withLoggingEnabled(false)))
              .onFailure(Exception.class, restart);
      workers.add(parent.spawn(worker, "worker-" + index, DISPATCHER));
    }
    return workers;
  }
}
