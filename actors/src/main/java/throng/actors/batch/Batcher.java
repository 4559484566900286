package throng.actors.batch;

import static throng.streams.frame.SkipReason.EXPIRED;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import throng.actors.inference.InferenceSettings;
import throng.actors.inference.InferenceWorker;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.inference.ServedModel;
import throng.actors.inference.WorkerEvent;
import throng.actors.inference.WorkerPool;
import throng.actors.statistics.DeviceStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.log.RateLimitedLog;
import throng.streams.log.Reason;

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
  private static final RateLimitedLog CANNOT_OPEN = RateLimitedLog.warnings(Batcher.class);

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
   * @param devices is told what they do
   * @param clock the one by which frames arrive
   * @param warm completed once every worker is open and warm; fails if one cannot be opened
   */
  public static Behavior<Command> create(
      ServedModel model,
      BatchSettings settings,
      InferenceSettings inference,
      DeviceStatistics devices,
      MonotonicClock clock,
      CompletableFuture<Done> warm) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  Batcher batcher =
                      new Batcher(context, timers, model, settings, devices, clock, warm);
                  batcher.startWorkers(inference);
                  return batcher;
                }));
  }

  private final TimerScheduler<Command> timers;
  private final ServedModel model;
  private final BatchSettings settings;
  private final FairQueue queue;
  private final Workers workers;
  private final DecodeAhead ahead;
  private final DecodePool decodePool;
  private final DeviceStatistics devices;
  private final FrameBook book;
  private final MonotonicClock clock;
  private final CompletableFuture<Done> warm;
  // What each connection sends, so that a successor can prepare for it.
  private final Map<Long, Warm> announced = new LinkedHashMap<>();
  private final List<Runnable> whenDrained = new ArrayList<>();
  private Optional<ActorRef<Command>> successor = Optional.empty();
  private boolean isDraining;
  private boolean isOver;

  private Batcher(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ServedModel model,
      BatchSettings settings,
      DeviceStatistics devices,
      MonotonicClock clock,
      CompletableFuture<Done> warm) {
    super(context);
    this.clock = clock;
    this.warm = warm;
    this.timers = timers;
    this.model = model;
    this.settings = settings;
    this.devices = devices;
    DeviceTimes times = new DeviceTimes(model.devices());
    this.queue = new FairQueue(settings, times);
    this.workers = new Workers(model, settings, queue, times, devices);
    int frames = settings.decodeAhead() * settings.largestBatch(model);
    this.ahead =
        new DecodeAhead(
            settings.decodeThreads(),
            Math.multiplyExact(frames, model.devices().size()),
            1 + model.devices().size(),
            settings.decodeAheadBytes());
    this.book = new FrameBook(queue, ahead);
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
      book.end(command.frame(), SHUTTING_DOWN, "The node is going down.");
      return this;
    }
    book.came(command.frame());
    for (PendingFrame refused : queue.offer(command.frame(), now())) {
      book.end(refused, OVERLOADED, "More frames wait than the node may hold.");
    }
    return goOn();
  }

  private Behavior<Command> onWarm(Warm command) {
    successor.ifPresent(next -> next.tell(command));
    announced.put(command.session(), command);
    Runs runs = model.decoder().runs(command.width(), command.height());
    // A worker that opens has seen the tiles.
    if (runs.areTiles()) {
      workers.warmPlan().gone(command.session());
    } else {
      workers.warmPlan().expect(command.session(), runs.size());
    }
    return goOn();
  }

  private Behavior<Command> onLeave(Leave command) {
    successor.ifPresent(next -> next.tell(command));
    announced.remove(command.session());
    workers.warmPlan().gone(command.session());
    book.endAll(frame -> frame.origin().session() == command.session(), EXPIRED, LEFT, now());
    return goOn();
  }

  private Behavior<Command> onDrain(Drain command) {
    return drain(
        () ->
            successor.ifPresentOrElse(
                next -> next.tell(command), () -> command.replyTo().tell(Drained.INSTANCE)));
  }

  private Behavior<Command> onRetire(Retire command) {
    ActorRef<Command> next = command.successor();
    successor = Optional.of(next);
    announced.values().forEach(next::tell);
    book.takeUndecoded(now()).forEach(frame -> next.tell(new TakeOver(frame)));
    return drain(() -> command.replyTo().tell(Drained.INSTANCE));
  }

  private Behavior<Command> drain(Runnable whenDone) {
    whenDrained.add(whenDone);
    if (!isDraining) {
      isDraining = true;
      timers.startSingleTimer(DrainTimeIsOver.INSTANCE, settings.drainTimeout());
    }
    return goOn();
  }

  private Behavior<Command> onTakeOver(TakeOver command) {
    command.frame().handedTo(model.decoder());
    return onInfer(new Infer(command.frame()));
  }

  private Behavior<Command> onDecoded(Decoded command) {
    PendingFrame frame = command.frame();
    book.decoded(frame);
    if (command.fault().isPresent()) {
      queue.dropped(frame, frame.decodeWorkNanos(), now());
      book.end(frame, UNDECODABLE, command.fault().get());
      return goOn();
    }
    devices.decoded(frame.frame().pixels(), frame.decodeWorkNanos());
    if (frame.isAnswered() || frame.isExpiredAt(now())) {
      queue.dropped(frame, frame.decodeWorkNanos(), now());
      book.expire(frame);
    } else {
      queue.decoded(frame, frame.decodeWorkNanos(), now());
    }
    return goOn();
  }

  private Behavior<Command> onFromWorker(FromWorker command) {
    WorkerEvent event = command.event();
    if (event instanceof WorkerEvent.Opened opened) {
      onOpened(opened);
    } else if (event instanceof WorkerEvent.CannotOpen cannot) {
      onCannotOpen(cannot);
    } else if (event instanceof WorkerEvent.Warmed warmed) {
      workers.warmed(warmed, now());
    } else if (event instanceof WorkerEvent.Finished finished) {
      workers.finished(finished);
      finished.batch().forEach(frame -> book.ran(frame, now()));
    } else if (event instanceof WorkerEvent.OutOfMemory tooLarge) {
      workers.outOfMemory(tooLarge);
    } else if (event instanceof WorkerEvent.Lost lost) {
      workers.lost(lost.worker());
      lost.inHand().forEach(frame -> book.lost(frame, isOver));
    }
    return goOn();
  }

  private void onOpened(WorkerEvent.Opened opened) {
    workers.opened(opened);
    if (workers.areAllTried()) {
      warm.complete(Done.getInstance());
    }
  }

  private void onCannotOpen(WorkerEvent.CannotOpen cannot) {
    workers.cannotOpen(cannot.worker());
    boolean isNoneOpen = workers.areAllTried() && !workers.isOneOpen();
    if (!model.mayLackDevices() || isNoneOpen) {
      warm.completeExceptionally(cannot.failure());
    } else if (workers.areAllTried()) {
      warm.complete(Done.getInstance());
    }
    if (!warm.isCompletedExceptionally()) {
      CANNOT_OPEN.write(
          "devices that do not open",
          "%s does not count: %s. It is tried again."
              .formatted(cannot.device(), Reason.of(cannot.failure())));
    }
  }

  private Behavior<Command> onLookForExpired() {
    queue.removeExpired(now()).forEach(book::expire);
    return goOn();
  }

  private Behavior<Command> onDrainTimeIsOver() {
    isOver = true;
    book.endAll(any -> true, SHUTTING_DOWN, "The node is going down.", now());
    return goOn();
  }

  private Behavior<Command> onStop() {
    book.endAll(any -> true, SHUTTING_DOWN, "The node has stopped.", now());
    decodePool.shutdown();
    return this;
  }

  /** Keeps decoders and workers busy with what there is; then tells whoever waits for the end. */
  private Behavior<Command> goOn() {
    decode();
    while (giveWork()) {
      decode();
    }
    if (isDraining && book.isAllAnswered()) {
      whenDrained.forEach(Runnable::run);
      whenDrained.clear();
      successor.ifPresent(next -> letGo());
    }
    return this;
  }

  private void letGo() {
    getContext().getChildren().forEach(getContext()::stop);
    decodePool.shutdown();
    timers.cancelAll();
  }

  private void decode() {
    while (ahead.hasRoom()) {
      Optional<PendingFrame> next = queue.nextToDecode(ahead, now());
      if (next.isEmpty()) {
        return;
      }
      if (next.get().isExpiredAt(now())) {
        queue.dropped(next.get(), 0, now());
        book.expire(next.get());
      } else {
        startDecoding(next.get());
      }
    }
  }

  private void startDecoding(PendingFrame frame) {
    book.decodes(frame);
    getContext()
        .pipeToSelf(
            decodePool.decode(frame),
            (fault, failure) ->
                new Decoded(frame, fault == null ? Optional.of(String.valueOf(failure)) : fault));
  }

  /** Gives an idle worker its next work; false: no worker is idle, or there is no work. */
  private boolean giveWork() {
    for (ActorRef<InferenceWorker.Command> worker : workers.idle(queue::decodedSize)) {
      List<PendingFrame> batch = nextBatch(workers.former(worker));
      if (!batch.isEmpty()) {
        batch.forEach(book::runs);
        workers.give(worker, new InferenceWorker.Run(batch));
        return true;
      }
    }
    return queue.size() == 0 && !isDraining && workers.warmOne(queue.isIdle(now()), now());
  }

  private List<PendingFrame> nextBatch(BatchFormer former) {
    return book.nextSuspect(now()).map(List::of).orElseGet(() -> former.next(now(), book::expire));
  }

  private long now() {
    return clock.nanos();
  }
}
