package throng.actors.inference;

import akka.actor.typed.ActorRef;
import java.util.List;

/** What a worker tells whoever gives it work. */
public sealed interface WorkerEvent {
  /** It has opened its network, for the first time or anew, and is idle. */
  record Opened(ActorRef<InferenceWorker.Command> worker) implements WorkerEvent {}

  /** It has run empty pictures through, and is idle again. */
  record Warmed(ActorRef<InferenceWorker.Command> worker) implements WorkerEvent {}

  /**
   * It has run a batch, answered each of its frames, and is idle again.
   *
   * @param batch how many pictures there were
   * @param nanos how long the network took
   */
  record Finished(ActorRef<InferenceWorker.Command> worker, TensorSize size, int batch, long nanos)
      implements WorkerEvent {}

  /** A batch of so many pictures of this size did not fit into the device's memory. */
  record OutOfMemory(TensorSize size, int batch) implements WorkerEvent {}

  /**
   * It died; it says {@link Opened} when it is back.
   *
   * @param unanswered the frames that it had in hand; the receiver's from here on
   */
  record Lost(ActorRef<InferenceWorker.Command> worker, List<PendingFrame> unanswered)
      implements WorkerEvent {}
}
