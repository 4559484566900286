package throng.actors.inference;

import akka.actor.typed.ActorRef;
import java.util.List;

/** What a worker tells whoever gives it work. */
public sealed interface WorkerEvent {
  /**
   * It has opened its network, for the first time or anew, and is idle.
   *
   * @param device where it runs
   * @param pixels of the empty pictures that it has run at once, the quickest time
   * @param nanos how long these took; 0: it has run none
   */
  record Opened(ActorRef<InferenceWorker.Command> worker, String device, long pixels, long nanos)
      implements WorkerEvent {}

  /**
   * One could not open its network; it tries again, and says {@link Opened} when it could.
   *
   * @param device where it would run
   */
  record CannotOpen(ActorRef<InferenceWorker.Command> worker, String device, Throwable failure)
      implements WorkerEvent {}

  /**
   * It has run {@code batch} empty pictures through, or has failed to, and is idle again.
   *
   * @param nanos how long that took, with what a first run takes more
   * @param hasRun whether they ran: how long a failure takes tells nothing of the device
   */
  record Warmed(
      ActorRef<InferenceWorker.Command> worker,
      TensorSize size,
      int batch,
      long nanos,
      boolean hasRun)
      implements WorkerEvent {}

  /**
   * It has run a batch, and is idle again. Each of its frames is answered, and its memory given
   * back, but for those that have further runs before them.
   *
   * @param batch the receiver's from here on
   * @param pixels of those that came a run further, as they came
   * @param nanos how long the network took
   */
  record Finished(
      ActorRef<InferenceWorker.Command> worker,
      TensorSize size,
      List<PendingFrame> batch,
      long pixels,
      long nanos)
      implements WorkerEvent {}

  /** A batch of so many pictures of this size did not fit into the device's memory. */
  record OutOfMemory(ActorRef<InferenceWorker.Command> worker, TensorSize size, int batch)
      implements WorkerEvent {}

  /**
   * It died; it says {@link Opened} when it is back.
   *
   * @param inHand the frames that it had, answered or not; the receiver's from here on
   */
  record Lost(ActorRef<InferenceWorker.Command> worker, List<PendingFrame> inHand)
      implements WorkerEvent {}
}
