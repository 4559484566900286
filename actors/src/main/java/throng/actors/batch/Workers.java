package throng.actors.batch;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import throng.actors.inference.BatchSizes;
import throng.actors.inference.InferenceWorker;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.ServedModel;
import throng.actors.inference.TensorSize;
import throng.actors.inference.WorkerEvent;
import throng.actors.statistics.DeviceStatistics;

/**
 * Which workers are idle, what fits the device on which each of them runs, and when that is their
 * network's.
 *
 * <p>A worker that hangs at a batch counts as not open until it comes back with it, so that others
 * know how much can be counted here.
 */
final class Workers {
  private static final int LOOKS_AGAIN = 50;
  private static final int HANGS_AFTER_TIMES = 20;

  private final int count;
  private final Map<String, BatchFormer> byDevice = new LinkedHashMap<>();
  private final Map<ActorRef<InferenceWorker.Command>, String> devices = new HashMap<>();
  // Those whose last try to open was in vain, and that have not been open.
  private final Set<ActorRef<InferenceWorker.Command>> unopened = new HashSet<>();
  // The longest idle first.
  private final Set<ActorRef<InferenceWorker.Command>> idle = new LinkedHashSet<>();
  // Those that have a batch or a step of the plan, and so their device's turn.
  private final Set<ActorRef<InferenceWorker.Command>> running = new HashSet<>();
  // When those that have a batch will have had it for too long.
  private final Map<ActorRef<InferenceWorker.Command>, Long> hangsAt = new HashMap<>();
  private final Set<ActorRef<InferenceWorker.Command>> hanging = new HashSet<>();
  private final long hangsAfter;
  private final WarmPlan warmPlan;
  private final FairQueue queue;
  private final DeviceStatistics statistics;
  private final DeviceTurns.Turn turn;
  private long choices;

  Workers(
      ServedModel model,
      BatchSettings settings,
      Duration hangsAfter,
      FairQueue queue,
      DeviceTimes times,
      DeviceStatistics statistics,
      DeviceTurns.Turn turn) {
    this.hangsAfter = hangsAfter.toNanos();
    this.queue = queue;
    this.statistics = statistics;
    this.turn = turn;
    this.count = model.devices().size();
    for (String device : model.devices()) {
      int largest = Math.min(settings.maxSize(), model.maxBatch(device));
      byDevice.put(device, new BatchFormer(queue, times, device, largest, model.takesAnyBatch()));
    }
    this.warmPlan =
        new WarmPlan(
            BatchSizes.toWarm(model, settings.largestBatch(model)),
            times,
            settings.warmAtMost().toNanos());
  }

  /** Which sizes they have still to see. */
  WarmPlan warmPlan() {
    return warmPlan;
  }

  void opened(WorkerEvent.Opened opened) {
    devices.put(opened.worker(), opened.device());
    unopened.remove(opened.worker());
    statistics.opened(opened.device());
    statistics.warmed(opened.device(), opened.pixels(), opened.nanos());
    warmPlan.opened(opened.worker());
    idle.add(opened.worker());
  }

  /** One could not open its network. */
  void cannotOpen(ActorRef<InferenceWorker.Command> worker) {
    if (!devices.containsKey(worker)) {
      unopened.add(worker);
    }
  }

  /** Whether each has been open, or could not be. */
  boolean areAllTried() {
    return devices.size() + unopened.size() == count;
  }

  /** Whether at least one has been open. */
  boolean isOneOpen() {
    return !devices.isEmpty();
  }

  void warmed(WorkerEvent.Warmed warmed, long now) {
    if (warmed.hasRun()) {
      former(warmed.worker()).times().recordWarming(warmed.size(), warmed.batch(), warmed.nanos());
      long pixels = warmed.batch() * warmed.size().pixels();
      statistics.warmed(device(warmed.worker()), pixels, warmed.nanos());
    }
    warmPlan.ended(warmed.worker());
    warmPlan.warmed(warmed.nanos(), now);
    idle.add(warmed.worker());
    // The rests after it bound what it takes: its cameras, who may be none yet, do not owe it.
    ran(warmed.worker(), 0, now);
  }

  void finished(WorkerEvent.Finished finished, long now) {
    BatchTimes times = former(finished.worker()).times();
    int pictures = finished.batch().size();
    hangsAt.remove(finished.worker());
    if (hanging.remove(finished.worker())) {
      statistics.opened(device(finished.worker()));
    }
    times.record(finished.size(), pictures, finished.nanos());
    statistics.ran(device(finished.worker()), pictures, finished.pixels(), finished.nanos());
    idle.add(finished.worker());
    ran(finished.worker(), finished.nanos(), now);
  }

  private void ran(ActorRef<InferenceWorker.Command> worker, long nanos, long now) {
    if (running.remove(worker)) {
      boolean wantsMore = queue.decodedSize().isPresent();
      turn.gaveBack(device(worker), nanos, queue.parts(now), wantsMore);
    }
  }

  /**
   * Whether it may run a batch now; it is then to be given one, or none by {@link #runsNothing}.
   */
  boolean mayRun(ActorRef<InferenceWorker.Command> worker) {
    return turn.take(device(worker));
  }

  /** There was nothing for it to run. */
  void runsNothing(ActorRef<InferenceWorker.Command> worker) {
    turn.gaveBack(device(worker), 0, 1, false);
  }

  /** Gives an idle one that may run its batch. */
  void run(ActorRef<InferenceWorker.Command> worker, List<PendingFrame> batch, long now) {
    running.add(worker);
    long usual = former(worker).times().expected(batch.get(0).size(), batch.size());
    hangsAt.put(worker, now + Math.max(hangsAfter, HANGS_AFTER_TIMES * usual));
    give(worker, new InferenceWorker.Run(batch));
  }

  /** The devices of those that have begun to hang since this was last asked. */
  List<String> hanging(long now) {
    List<String> news = new ArrayList<>();
    hangsAt.forEach(
        (worker, at) -> {
          if (now - at > 0 && hanging.add(worker)) {
            news.add(device(worker));
          }
        });
    news.forEach(statistics::lost);
    return news;
  }

  /** Whether each that is open has nothing to do. */
  boolean areAllIdle() {
    return areAllTried() && idle.size() == devices.size();
  }

  void outOfMemory(WorkerEvent.OutOfMemory tooLarge, long now) {
    former(tooLarge.worker()).tooLarge(tooLarge.size(), tooLarge.batch(), now);
    statistics.outOfMemory(device(tooLarge.worker()));
  }

  /** It takes no work until it is back. */
  void lost(ActorRef<InferenceWorker.Command> worker, long now) {
    warmPlan.lost(worker);
    hangsAt.remove(worker);
    if (!hanging.remove(worker)) {
      statistics.lost(device(worker));
    }
    idle.remove(worker);
    ran(worker, 0, now);
  }

  private void give(ActorRef<InferenceWorker.Command> worker, InferenceWorker.Command work) {
    idle.remove(worker);
    worker.tell(work);
  }

  /**
   * Has an idle one take a step of the plan, at its device's turn; false: there is none that may be
   * taken now.
   *
   * @param isIdle whether no camera is active, of this network or of one that shares the devices
   */
  boolean warmOne(boolean isIdle, long now) {
    for (ActorRef<InferenceWorker.Command> worker : idle) {
      Optional<InferenceWorker.Warm> step =
          warmPlan.next(worker, former(worker).largest(), isIdle, now);
      if (step.isPresent() && turn.take(device(worker))) {
        warmPlan.takes(worker, step.get());
        running.add(worker);
        give(worker, step.get());
        return true;
      }
    }
    return false;
  }

  /** Whether one has a step before it that waits for no more than a turn, or the end of a rest. */
  boolean haveToWarm(boolean isIdle) {
    for (ActorRef<InferenceWorker.Command> worker : idle) {
      if (warmPlan.nextOnceRested(worker, former(worker).largest(), isIdle).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Those that have nothing to do, the quickest first with the next picture; of those that are as
   * quick, and of those of which nothing is known yet, the longest idle.
   *
   * <p>Each fiftieth time the longest idle is first whatever is known of it: a device that was slow
   * once would else be slow for ever.
   */
  List<ActorRef<InferenceWorker.Command>> idle(Supplier<Optional<TensorSize>> next) {
    Optional<TensorSize> size =
        idle.size() > 1 && byDevice.size() > 1 ? next.get() : Optional.empty();
    if (size.isEmpty() || ++choices % LOOKS_AGAIN == 0) {
      return List.copyOf(idle);
    }
    return idle.stream()
        .sorted(Comparator.comparingLong(worker -> expected(worker, size.get())))
        .toList();
  }

  private long expected(ActorRef<InferenceWorker.Command> worker, TensorSize size) {
    return former(worker).times().expected(size, 1);
  }

  /** Forms the batches of one that has been open. */
  BatchFormer former(ActorRef<InferenceWorker.Command> worker) {
    return Objects.requireNonNull(byDevice.get(device(worker)));
  }

  private String device(ActorRef<InferenceWorker.Command> worker) {
    return Objects.requireNonNull(devices.get(worker));
  }
}
