package throng.actors.batch;

import akka.actor.typed.ActorRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import throng.actors.inference.InferenceWorker;
import throng.actors.inference.PendingFrame;

/** Which worker is idle, and what the others have in hand. */
final class InHands {
  private final Deque<ActorRef<InferenceWorker.Command>> idle = new ArrayDeque<>();
  private final Map<ActorRef<InferenceWorker.Command>, List<PendingFrame>> busy =
      new LinkedHashMap<>();

  /** Those that have nothing to do, the longest idle first. */
  List<ActorRef<InferenceWorker.Command>> idle() {
    return List.copyOf(idle);
  }

  /** The worker has answered what it had. */
  void free(ActorRef<InferenceWorker.Command> worker) {
    lost(worker);
    idle.addLast(worker);
  }

  /** The worker takes no work until it is back. */
  void lost(ActorRef<InferenceWorker.Command> worker) {
    busy.remove(worker);
    idle.remove(worker);
  }

  /** The worker has these frames now; none: it warms up. */
  void give(ActorRef<InferenceWorker.Command> worker, List<PendingFrame> frames) {
    idle.remove(worker);
    busy.put(worker, frames);
  }

  /** All frames that workers have. */
  List<PendingFrame> frames() {
    return busy.values().stream().flatMap(List::stream).toList();
  }
}
