package throng.actors.batch;

import akka.actor.typed.ActorRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import throng.actors.inference.InferenceWorker;
import throng.actors.inference.TensorSize;

/**
 * Which tensor sizes the workers have still to see before their first real batch.
 *
 * <p>One step is one batch size, small ones first, and is taken only while nothing else is to be
 * done; while cameras are active, also another network's, only if it is short, and then nine times
 * as long nothing more: so nobody waits long, and nobody who comes and goes keeps the workers busy.
 * How long a step takes is foreseen from batches, which a device that prepares itself for each new
 * shape exceeds by far: after one that took too long the next waits until nobody is active. Sizes
 * are those of the cameras that are connected, a bounded number of them.
 */
final class WarmPlan {
  private static final int MOST_SIZES = 16;
  private static final int REST = 9;

  private final List<Integer> batches;
  private final RunTimes times;
  private final long mostNanos;
  private final Map<Long, TensorSize> bySession = new LinkedHashMap<>();
  private final Map<ActorRef<InferenceWorker.Command>, Set<InferenceWorker.Warm>> done =
      new HashMap<>();
  private final Map<ActorRef<InferenceWorker.Command>, InferenceWorker.Warm> underWay =
      new HashMap<>();
  private final Set<TensorSize> deadly = new HashSet<>();
  private long lastNanos;
  private long restsFor;
  private long restsSince;

  /**
   * @param batches the batch sizes to warm for each tensor size
   * @param times tells how long a step will take
   * @param mostNanos how long a step may take while cameras are active
   */
  WarmPlan(List<Integer> batches, RunTimes times, long mostNanos) {
    this.batches = List.copyOf(batches);
    this.times = times;
    this.mostNanos = mostNanos;
  }

  /** The pictures of this connection will have this size. */
  void expect(long session, TensorSize size) {
    bySession.put(session, size);
    letGo();
  }

  /** This connection sends no pictures of a size that is to be warmed. */
  void gone(long session) {
    bySession.remove(session);
    letGo();
  }

  /** A worker has opened its network: it has seen nothing yet. */
  void opened(ActorRef<InferenceWorker.Command> worker) {
    done.put(worker, new HashSet<>());
  }

  /** A worker has come to the end of its step. */
  void ended(ActorRef<InferenceWorker.Command> worker) {
    underWay.remove(worker);
  }

  /** A step took so long. */
  void warmed(long nanos, long now) {
    lastNanos = nanos;
    restsFor = REST * nanos;
    restsSince = now;
  }

  void lost(ActorRef<InferenceWorker.Command> worker) {
    done.remove(worker);
    // Its next network would die of it as well, and count nothing in between.
    Optional.ofNullable(underWay.remove(worker)).ifPresent(step -> deadly.add(step.size()));
  }

  /**
   * The worker's next step, if there is one that may be taken now.
   *
   * @param most the largest batch that its device takes
   * @param isIdle whether no camera is active, of this network or of one that shares the devices
   */
  Optional<InferenceWorker.Warm> next(
      ActorRef<InferenceWorker.Command> worker, int most, boolean isIdle, long now) {
    boolean rests = !isIdle && now - restsSince < restsFor;
    return rests ? Optional.empty() : nextOnceRested(worker, most, isIdle);
  }

  /** The same, if there is one that waits for no more than the end of a rest. */
  Optional<InferenceWorker.Warm> nextOnceRested(
      ActorRef<InferenceWorker.Command> worker, int most, boolean isIdle) {
    Set<InferenceWorker.Warm> seen = done.get(worker);
    if (seen == null || !isIdle && lastNanos > mostNanos) {
      return Optional.empty();
    }
    Predicate<InferenceWorker.Warm> mayBeTaken =
        step ->
            step.batch() <= most && (isIdle || times.cost(step.size()) * step.batch() <= mostNanos);
    return bySession.values().stream()
        .distinct()
        .limit(MOST_SIZES)
        .flatMap(size -> batches.stream().map(batch -> new InferenceWorker.Warm(size, batch)))
        .filter(
            next -> !seen.contains(next) && !deadly.contains(next.size()) && mayBeTaken.test(next))
        .findFirst();
  }

  /** The worker takes this step, which {@link #next} gave. */
  void takes(ActorRef<InferenceWorker.Command> worker, InferenceWorker.Warm step) {
    Objects.requireNonNull(done.get(worker)).add(step);
    underWay.put(worker, step);
  }

  // What nobody sends any more is forgotten: else its memory would grow with all that ever came.
  private void letGo() {
    Collection<TensorSize> sizes = bySession.values();
    done.values().forEach(steps -> steps.removeIf(step -> !sizes.contains(step.size())));
    deadly.retainAll(sizes);
  }
}
