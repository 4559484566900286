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
final class Workers {
  private final Deque<ActorRef<InferenceWorker.Command>> idle = new ArrayDeque<>();
  private final Map<ActorRef<InferenceWorker.Command>, List<PendingFrame>> busy =
      new LinkedHashMap<>();

  /** Those that have nothing to do, the longest idle first. */
  List<ActorRef<InferenceWorker.Command>> idle() {
    return List.copyOf(idle);
  }

  /** The worker has done what it had to do; gives the frames that it had. */
  List<PendingFrame> free(ActorRef<InferenceWorker.Command> worker) {
    List<PendingFrame> had = lost(worker);
    idle.addLast(worker);
    return had;
  }

  /** The worker takes no work until it is back; gives the frames that it had. */
  List<PendingFrame> lost(ActorRef<InferenceWorker.Command> worker) {
    idle.remove(worker);
    List<PendingFrame> had = busy.remove(worker);
    return had == null ? List.of() : had;
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
