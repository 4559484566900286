package throng.actors.batch;

import akka.actor.typed.ActorRef;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import throng.actors.inference.InferenceWorker;
import throng.actors.inference.TensorSize;

/**
 * Which tensor sizes the workers have still to see before their first real batch.
 *
 * <p>One step is one batch size, small ones first, and is taken only while nothing else is to be
 * done: so nobody waits for more than one of them. The number of sizes is bounded, since a camera
 * could name thousands.
 */
final class WarmPlan {
  private static final int MOST_SIZES = 16;

  private final List<Integer> batches;
  private final Set<TensorSize> sizes = new LinkedHashSet<>();
  private final Map<ActorRef<InferenceWorker.Command>, Queue<InferenceWorker.Warm>> steps =
      new HashMap<>();

  /**
   * @param batches the batch sizes to warm for each tensor size
   */
  WarmPlan(List<Integer> batches) {
    this.batches = List.copyOf(batches);
  }

  /** Pictures of this size are coming. */
  void expect(TensorSize size) {
    if (sizes.size() < MOST_SIZES && sizes.add(size)) {
      steps.values().forEach(queue -> addSteps(queue, size));
    }
  }

  /** A worker has opened its network: it has seen nothing yet. */
  void opened(ActorRef<InferenceWorker.Command> worker) {
    Queue<InferenceWorker.Warm> queue = new ArrayDeque<>();
    sizes.forEach(size -> addSteps(queue, size));
    steps.put(worker, queue);
  }

  void lost(ActorRef<InferenceWorker.Command> worker) {
    steps.remove(worker);
  }

  /** The worker's next step, if there is one. */
  Optional<InferenceWorker.Warm> next(ActorRef<InferenceWorker.Command> worker) {
    Queue<InferenceWorker.Warm> queue = steps.get(worker);
    return queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
  }

  private void addSteps(Queue<InferenceWorker.Warm> queue, TensorSize size) {
    batches.forEach(batch -> queue.add(new InferenceWorker.Warm(size, batch)));
  }
}
