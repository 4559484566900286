package throng.actors.batch;

import static throng.streams.frame.SkipReason.EXPIRED;
import static throng.streams.frame.SkipReason.MODEL_FAILED;
import static throng.streams.frame.SkipReason.OVERLOADED;
import static throng.streams.frame.SkipReason.SHUTTING_DOWN;
import static throng.streams.frame.SkipReason.UNDECODABLE;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import throng.actors.inference.BatchSizes;
import throng.actors.inference.InferenceSettings;
import throng.actors.inference.InferenceWorker;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.inference.ServedModel;
import throng.actors.inference.WorkerEvent;
import throng.actors.inference.WorkerPool;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.SkipReason;

/**
 * Forms batches from the frames of all cameras and hands them to whichever worker is idle.
 *
 * <p>Frames wait in the {@link FairQueue}, are decoded a bounded number ahead by threads of their
 * own, and go to a worker when it asks. No timer fills a batch: one is formed at the moment that a
 * worker is idle, of what is decoded then.
 *
 * <p>A picture that is cut into tiles comes back after each run, and waits for its next turn like
 * any other.
 *
 * <p>Every frame that comes here is answered exactly once: by the worker that ran it, or here. The
 * mailbox is bounded by the sessions' number × {@code window}, the queue by {@code
 * max-waiting-frames} and {@code max-waiting-bytes}.
 */
public final class Batcher extends AbstractBehavior<Batcher.Command> {
  private static final String LEFT = "Nobody waits for its answer: its connection has ended.";

  public sealed interface Command {}

  /** Gives a frame to be counted. */
  public record Infer(PendingFrame frame) implements Command {}

  /** Tells that pictures of this size, in pixels, are coming by a connection. */
  public record Warm(long session, int width, int height) implements Command {}

  /** Tells that a connection has ended: nobody waits for the answers to its frames. */
  public record Leave(long session) implements Command {}

  /** Stops accepting, finishes what is under way, and tells when all is answered. */
  public record Drain(ActorRef<Drained> replyTo) implements Command {}

  /**
   * Hands over to a successor what waits undecoded and what comes from here on, finishes the rest,
   * and tells when that is answered; then its workers end. It stays, to send on what is late.
   */
  public record Retire(ActorRef<Command> successor, ActorRef<Drained> replyTo) implements Command {}

  /** Every frame that was accepted is answered. */
  public enum Drained {
    INSTANCE
  }

  private record TakeOver(PendingFrame frame) implements Command {}

  private record Decoded(PendingFrame frame, Optional<String> fault) implements Command {}

  private record FromWorker(WorkerEvent event) implements Command {}

  private enum LookForExpired implements Command {
    INSTANCE
  }

  private enum DrainTimeIsOver implements Command {
    INSTANCE
  }

  /**
   * A batcher, and below it the workers.
   *
   * @param clock the one by which frames arrive
   * @param warm completed once every worker is open and warm; fails if one cannot be opened
   */
  public static Behavior<Command> create(
      ServedModel model,
      BatchSettings settings,
      InferenceSettings inference,
      MonotonicClock clock,
      CompletableFuture<Done> warm) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  Batcher batcher = new Batcher(context, timers, model, settings, clock, warm);
                  batcher.startWorkers(inference);
                  return batcher;
                }));
  }

  private final TimerScheduler<Command> timers;
  private final ServedModel model;
  private final BatchSettings settings;
  private final FairQueue queue;
  private final BatchTimes times = new BatchTimes();
  private final BatchFormer former;
  private final WarmPlan warmPlan;
  private final DecodeAhead ahead;
  private final DecodePool decodePool;
  private final Workers workers = new Workers();
  private final MonotonicClock clock;
  private final CompletableFuture<Done> warm;
  private final Set<ActorRef<InferenceWorker.Command>> opened = new HashSet<>();
  // What each connection sends, so that a successor can prepare for it.
  private final Map<Long, Warm> announced = new LinkedHashMap<>();
  private final Suspects suspects = new Suspects();
  private final List<ActorRef<Drained>> drainers = new ArrayList<>();
  private Optional<ActorRef<Command>> successor = Optional.empty();
  private boolean isDraining;
  private boolean isOver;

  private Batcher(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ServedModel model,
      BatchSettings settings,
      MonotonicClock clock,
      CompletableFuture<Done> warm) {
    super(context);
    this.clock = clock;
    this.warm = warm;
    this.timers = timers;
    this.model = model;
    this.settings = settings;
    int largest = Math.min(settings.maxSize(), model.maxBatch());
    this.queue = new FairQueue(settings, times);
    this.former = new BatchFormer(queue, times, largest, model.takesAnyBatch());
    this.warmPlan =
        new WarmPlan(BatchSizes.toWarm(model, largest), times, settings.warmAtMost().toNanos());
    this.ahead =
        new DecodeAhead(
            settings.decodeThreads(),
            Math.multiplyExact(settings.decodeAhead() * largest, model.devices().size()),
            1 + model.devices().size(),
            settings.decodeAheadBytes());
    this.decodePool = new DecodePool(model.decoder(), settings.decodeThreads());
    timers.startTimerWithFixedDelay(LookForExpired.INSTANCE, settings.expiryInterval());
  }

  private void startWorkers(InferenceSettings inference) {
    ActorRef<WorkerEvent> events = getContext().messageAdapter(WorkerEvent.class, FromWorker::new);
    WorkerPool.start(getContext(), model, inference, clock, events);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Infer.class, this::onInfer)
        .onMessage(Warm.class, this::onWarm)
        .onMessage(Leave.class, this::onLeave)
        .onMessage(Drain.class, this::onDrain)
        .onMessage(Retire.class, this::onRetire)
        .onMessage(TakeOver.class, this::onTakeOver)
        .onMessage(Decoded.class, this::onDecoded)
        .onMessage(FromWorker.class, this::onFromWorker)
        .onMessage(LookForExpired.class, notUsed -> onLookForExpired())
        .onMessage(DrainTimeIsOver.class, notUsed -> onDrainTimeIsOver())
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onInfer(Infer command) {
    if (successor.isPresent()) {
      successor.get().tell(new TakeOver(command.frame()));
      return this;
    }
    if (isDraining) {
      end(command.frame(), SHUTTING_DOWN, "The node is going down.");
      return this;
    }
    for (PendingFrame refused : queue.offer(command.frame(), now())) {
      end(refused, OVERLOADED, "More frames wait than the node may hold.");
    }
    return goOn();
  }

  private Behavior<Command> onWarm(Warm command) {
    successor.ifPresent(next -> next.tell(command));
    announced.put(command.session(), command);
    Runs runs = model.decoder().runs(command.width(), command.height());
    // A worker that opens has seen the tiles.
    if (runs.areTiles()) {
      warmPlan.gone(command.session());
    } else {
      warmPlan.expect(command.session(), runs.size());
    }
    return goOn();
  }

  private Behavior<Command> onLeave(Leave command) {
    Predicate<PendingFrame> leaves = frame -> frame.origin().session() == command.session();
    successor.ifPresent(next -> next.tell(command));
    announced.remove(command.session());
    warmPlan.gone(command.session());
    queue.removeIf(leaves, now()).forEach(this::leave);
    suspects.remove(leaves, this::leave);
    // Threads still work on these: they give their memory back.
    Stream.concat(ahead.decoding().stream(), workers.frames().stream())
        .filter(leaves)
        .forEach(frame -> frame.skip(EXPIRED, LEFT));
    return goOn();
  }

  private Behavior<Command> onDrain(Drain command) {
    drainers.add(command.replyTo());
    if (!isDraining) {
      isDraining = true;
      timers.startSingleTimer(DrainTimeIsOver.INSTANCE, settings.drainTimeout());
    }
    return goOn();
  }

  private Behavior<Command> onRetire(Retire command) {
    ActorRef<Command> next = command.successor();
    successor = Optional.of(next);
    announced.values().forEach(next::tell);
    for (PendingFrame frame : queue.removeIf(frame -> frame.picture() == null, now())) {
      next.tell(new TakeOver(frame));
    }
    return onDrain(new Drain(command.replyTo()));
  }

  private Behavior<Command> onTakeOver(TakeOver command) {
    command.frame().foresee(model.decoder());
    return onInfer(new Infer(command.frame()));
  }

  private Behavior<Command> onDecoded(Decoded command) {
    PendingFrame frame = command.frame();
    ahead.finished(frame);
    if (command.fault().isPresent()) {
      queue.dropped(frame, frame.decodeWorkNanos(), now());
      end(frame, UNDECODABLE, command.fault().get());
    } else if (frame.isAnswered() || frame.isExpiredAt(now())) {
      queue.dropped(frame, frame.decodeWorkNanos(), now());
      expire(frame);
    } else {
      queue.decoded(frame, frame.decodeWorkNanos(), now());
    }
    return goOn();
  }

  private Behavior<Command> onFromWorker(FromWorker command) {
    WorkerEvent event = command.event();
    if (event instanceof WorkerEvent.Opened ready) {
      onOpened(ready);
    } else if (event instanceof WorkerEvent.CannotOpen cannot) {
      warm.completeExceptionally(cannot.failure());
    } else if (event instanceof WorkerEvent.Warmed warmed) {
      times.recordWarming(warmed.size(), warmed.batch(), warmed.nanos());
      warmPlan.warmed(warmed.nanos(), now());
      workers.free(warmed.worker());
    } else if (event instanceof WorkerEvent.Finished finished) {
      onFinished(finished);
    } else if (event instanceof WorkerEvent.OutOfMemory tooLarge) {
      former.lower(tooLarge.size(), tooLarge.batch());
    } else if (event instanceof WorkerEvent.Lost lost) {
      warmPlan.lost(lost.worker());
      workers.lost(lost.worker()).forEach(ahead::left);
      lost.unanswered().forEach(this::tryOnceMore);
    }
    return goOn();
  }

  private void onOpened(WorkerEvent.Opened ready) {
    warmPlan.opened(ready.worker());
    workers.free(ready.worker());
    opened.add(ready.worker());
    if (opened.size() == model.devices().size()) {
      warm.complete(Done.getInstance());
    }
  }

  private void onFinished(WorkerEvent.Finished finished) {
    times.record(finished.size(), finished.batch(), finished.nanos());
    List<PendingFrame> answered = new ArrayList<>(workers.free(finished.worker()));
    answered.removeAll(finished.unfinished());
    answered.forEach(ahead::left);
    for (PendingFrame frame : finished.unfinished()) {
      if (frame.isAnswered()) {
        expire(frame);
      } else {
        queue.goesOn(frame, now());
      }
    }
  }

  private Behavior<Command> onLookForExpired() {
    queue.removeExpired(now()).forEach(this::expire);
    return goOn();
  }

  private Behavior<Command> onDrainTimeIsOver() {
    isOver = true;
    endAll("The node is going down.");
    return goOn();
  }

  private Behavior<Command> onStop() {
    endAll("The node has stopped.");
    decodePool.shutdown();
    return this;
  }

  /** Keeps decoders and workers busy with what there is; then tells whoever waits for the end. */
  private Behavior<Command> goOn() {
    decode();
    while (giveWork()) {
      decode();
    }
    if (isDraining && hasNothing()) {
      drainers.forEach(replyTo -> replyTo.tell(Drained.INSTANCE));
      drainers.clear();
      successor.ifPresent(next -> getContext().getChildren().forEach(getContext()::stop));
    }
    return this;
  }

  private void decode() {
    while (ahead.hasRoom()) {
      Optional<PendingFrame> next = queue.nextToDecode(ahead, now());
      if (next.isEmpty()) {
        return;
      }
      if (next.get().isExpiredAt(now())) {
        queue.dropped(next.get(), 0, now());
        expire(next.get());
      } else {
        startDecoding(next.get());
      }
    }
  }

  private void startDecoding(PendingFrame frame) {
    ahead.started(frame);
    getContext()
        .pipeToSelf(
            decodePool.decode(frame),
            (fault, failure) ->
                new Decoded(frame, fault == null ? Optional.of(String.valueOf(failure)) : fault));
  }

  /** Gives an idle worker its next work; false: no worker is idle, or there is no work. */
  private boolean giveWork() {
    List<ActorRef<InferenceWorker.Command>> idle = workers.idle();
    List<PendingFrame> batch = idle.isEmpty() ? List.of() : nextBatch();
    if (batch.isEmpty()) {
      return queue.size() == 0 && !isDraining && idle.stream().anyMatch(this::warm);
    }
    batch.forEach(ahead::given);
    workers.give(idle.get(0), batch);
    idle.get(0).tell(new InferenceWorker.Run(batch));
    return true;
  }

  private List<PendingFrame> nextBatch() {
    return suspects
        .next(now(), this::expire)
        .map(List::of)
        .orElseGet(() -> former.next(now(), this::expire));
  }

  private boolean warm(ActorRef<InferenceWorker.Command> worker) {
    Optional<InferenceWorker.Warm> step = warmPlan.next(worker, queue.isIdle(now()), now());
    step.ifPresent(
        warm -> {
          workers.give(worker, List.of());
          worker.tell(warm);
        });
    return step.isPresent();
  }

  private void tryOnceMore(PendingFrame frame) {
    if (frame.isAnswered()) {
      expire(frame);
    } else if (isOver) {
      end(frame, SHUTTING_DOWN, "The node is going down.");
    } else if (frame.survivesWorker()) {
      suspects.add(frame);
    } else {
      end(frame, MODEL_FAILED, "The network broke down twice with this picture.");
    }
  }

  private boolean hasNothing() {
    return queue.size() == ahead.decoding().size()
        && suspects.isEmpty()
        && ahead.decoding().stream().allMatch(PendingFrame::isAnswered)
        && workers.frames().stream().allMatch(PendingFrame::isAnswered);
  }

  private void endAll(String sentence) {
    queue.removeIf(any -> true, now()).forEach(frame -> end(frame, SHUTTING_DOWN, sentence));
    suspects.remove(any -> true, frame -> end(frame, SHUTTING_DOWN, sentence));
    // A thread still works on these: it gives their memory back.
    ahead.decoding().forEach(frame -> frame.skip(SHUTTING_DOWN, sentence));
    workers.frames().forEach(frame -> frame.skip(SHUTTING_DOWN, sentence));
  }

  private void leave(PendingFrame frame) {
    end(frame, EXPIRED, LEFT);
  }

  private void expire(PendingFrame frame) {
    end(frame, EXPIRED, "Its answer would have come too late.");
  }

  /** Answers a frame that no thread works on. */
  private void end(PendingFrame frame, SkipReason reason, String sentence) {
    frame.skip(reason, sentence);
    frame.release();
    ahead.left(frame);
  }

  private long now() {
    return clock.nanos();
  }
}
