package throng.actors.batch;

import static throng.streams.frame.SkipReason.EXPIRED;
import static throng.streams.frame.SkipReason.OVERLOADED;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 * <p>Frames wait in the {@link FairQueue}, are decoded a bounded number ahead by threads that only
 * decode, and go to a worker when it asks. No timer fills a batch: one is formed at the moment that
 * a worker is idle, of what is decoded then.
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
  private static final RateLimitedLog HANGS = RateLimitedLog.errors(Batcher.class);

  private static final String LEFT = "Nobody waits for its answer: its connection has ended.";

  public sealed interface Command {}

  /** Gives a frame to be counted. */
  public record Infer(PendingFrame frame) implements Command {}

  /** Tells that pictures of this size, in pixels, are coming by a connection. */
  public record Warm(long session, int width, int height) implements Command {}

  /** Tells that no more pictures are coming by a connection; those that came are counted. */
  public record Forget(long session) implements Command {}

  /** Tells that a connection has ended: nobody waits for the answers to its frames. */
  public record Leave(long session) implements Command {}

  /** Stops accepting, finishes what is under way, and runs {@code then} when all is answered. */
  public record Drain(Departure why, Runnable then) implements Command {}

  /**
   * Runs {@code then} once the workers have seen the sizes that were told so far, but for what must
   * wait until no camera is active.
   */
  public record Prepare(Runnable then) implements Command {}

  /** Ends the workers, then itself. */
  public enum End implements Command {
    INSTANCE
  }

  private enum MayRun implements Command {
    INSTANCE
  }

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
   * @param place where it shares the devices with other networks
   * @param clock the one by which frames arrive
   * @param life what others wait for
   */
  public static Behavior<Command> create(
      ServedModel model,
      BatchSettings settings,
      InferenceSettings inference,
      DeviceStatistics devices,
      Place place,
      MonotonicClock clock,
      Life life) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  Batcher batcher =
                      new Batcher(
                          context, timers, model, settings, inference, devices, place, clock, life);
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
  private final DecodePool.Part decoding;
  private final DeviceStatistics devices;
  private final FrameBook book;
  private final MonotonicClock clock;
  private final Life life;
  private final DeviceTurns.Turn turn;
  private final List<Runnable> whenPrepared = new ArrayList<>();
  private final List<Runnable> whenDrained = new ArrayList<>();
  private @Nullable Departure draining;
  private boolean isOver;

  private Batcher(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ServedModel model,
      BatchSettings settings,
      InferenceSettings inference,
      DeviceStatistics devices,
      Place place,
      MonotonicClock clock,
      Life life) {
    super(context);
    this.clock = clock;
    this.life = life;
    this.timers = timers;
    this.model = model;
    this.settings = settings;
    this.devices = devices;
    DeviceTimes times = new DeviceTimes(model.devices());
    this.queue = new FairQueue(settings, times);
    this.turn = place.join(model.devices(), () -> context.getSelf().tell(MayRun.INSTANCE));
    this.workers =
        new Workers(model, settings, inference.hangsAfter(), queue, times, devices, turn);
    int frames = settings.decodeAhead() * settings.largestBatch(model);
    this.ahead =
        new DecodeAhead(
            settings.decodeThreads(),
            Math.multiplyExact(frames, model.devices().size()),
            1 + model.devices().size(),
            settings.decodeAheadBytes());
    this.book = new FrameBook(queue, ahead);
    this.decoding = place.decoding().join(model.decoder(), place.isSpare());
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
        .onMessage(Forget.class, this::onForget)
        .onMessage(Leave.class, this::onLeave)
        .onMessage(Drain.class, this::onDrain)
        .onMessage(Prepare.class, this::onPrepare)
        .onMessage(End.class, notUsed -> Behaviors.stopped())
        .onMessage(MayRun.class, notUsed -> goOn())
        .onMessage(Decoded.class, this::onDecoded)
        .onMessage(FromWorker.class, this::onFromWorker)
        .onMessage(LookForExpired.class, notUsed -> onLookForExpired())
        .onMessage(DrainTimeIsOver.class, notUsed -> onDrainTimeIsOver())
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onInfer(Infer command) {
    if (draining != null) {
      book.end(command.frame(), draining);
      return this;
    }
    book.came(command.frame());
    for (PendingFrame refused : queue.offer(command.frame(), now())) {
      book.end(refused, OVERLOADED, "More frames wait than the node may hold.");
    }
    return goOn();
  }

  private Behavior<Command> onWarm(Warm command) {
    Runs runs = model.decoder().runs(command.width(), command.height());
    // A worker that opens has seen the tiles.
    if (runs.areTiles()) {
      workers.warmPlan().gone(command.session());
    } else {
      workers.warmPlan().expect(command.session(), runs.size());
    }
    return goOn();
  }

  private Behavior<Command> onForget(Forget command) {
    workers.warmPlan().gone(command.session());
    return goOn();
  }

  private Behavior<Command> onLeave(Leave command) {
    workers.warmPlan().gone(command.session());
    book.endAll(frame -> frame.origin().session() == command.session(), EXPIRED, LEFT, now());
    return goOn();
  }

  private Behavior<Command> onDrain(Drain command) {
    whenDrained.add(command.then());
    if (draining == null) {
      timers.startSingleTimer(DrainTimeIsOver.INSTANCE, settings.drainTimeout());
    }
    if (draining == null || command.why() == Departure.OF_THE_NODE) {
      draining = command.why();
    }
    return goOn();
  }

  private Behavior<Command> onPrepare(Prepare command) {
    whenPrepared.add(command.then());
    return goOn();
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
      workers.finished(finished, now());
      finished.batch().forEach(frame -> book.ran(frame, now()));
    } else if (event instanceof WorkerEvent.OutOfMemory tooLarge) {
      workers.outOfMemory(tooLarge, now());
    } else if (event instanceof WorkerEvent.Lost lost) {
      workers.lost(lost.worker(), now());
      lost.inHand().forEach(frame -> book.lost(frame, isOver ? draining : null));
    }
    return goOn();
  }

  private void onOpened(WorkerEvent.Opened opened) {
    workers.opened(opened);
    if (workers.areAllTried()) {
      life.warm().complete(Done.getInstance());
    }
  }

  private void onCannotOpen(WorkerEvent.CannotOpen cannot) {
    workers.cannotOpen(cannot.worker());
    boolean isNoneOpen = workers.areAllTried() && !workers.isOneOpen();
    if (!model.mayLackDevices() || isNoneOpen) {
      life.warm().completeExceptionally(cannot.failure());
    } else if (workers.areAllTried()) {
      life.warm().complete(Done.getInstance());
    }
    if (!life.warm().isCompletedExceptionally()) {
      CANNOT_OPEN.write(
          "devices that do not open",
          "%s does not count: %s. It is tried again."
              .formatted(cannot.device(), Reason.of(cannot.failure())));
    }
  }

  private Behavior<Command> onLookForExpired() {
    queue.removeExpired(now()).forEach(book::expire);
    for (String device : workers.hanging(now())) {
      HANGS.write(
          "devices that hang",
          "%s hangs at a batch: until it is done it counts as one that does not work."
              .formatted(device));
    }
    return goOn();
  }

  private Behavior<Command> onDrainTimeIsOver() {
    isOver = true;
    book.endAll(Objects.requireNonNull(draining), now());
    return goOn();
  }

  private Behavior<Command> onStop() {
    Departure why = draining == null ? Departure.OF_THE_NODE : draining;
    // Nothing begins any more that would take a turn.
    draining = why;
    book.endAll(why, now());
    decoding.leave();
    turn.leave();
    life.ended().complete(Done.getInstance());
    // A device may be free since another network hangs on it.
    return goOn();
  }

  /** Keeps decoders and workers busy with what there is; then tells whoever waits for the end. */
  private Behavior<Command> goOn() {
    turn.serves(!queue.isIdle(now()));
    ahead.sharedBy(turn.serving());
    decode();
    while (giveWork()) {
      decode();
    }
    turn.settle();
    turn.holds(book.size());
    if (draining != null && book.isAllAnswered()) {
      whenDrained.forEach(Runnable::run);
      whenDrained.clear();
    }
    if (!whenPrepared.isEmpty() && arePrepared()) {
      whenPrepared.forEach(Runnable::run);
      whenPrepared.clear();
    }
    return this;
  }

  // Nothing is warmed any more while it drains.
  private boolean arePrepared() {
    return workers.areAllIdle() && (draining != null || !workers.haveToWarm(turn.isQuiet()));
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
            decoding.decode(frame, queue.decodesSlowly(frame, now()), queue.parts(now())),
            (fault, failure) ->
                new Decoded(frame, fault == null ? Optional.of(String.valueOf(failure)) : fault));
  }

  /** Gives an idle worker its next work; false: no worker is idle, or there is no work. */
  private boolean giveWork() {
    boolean hasWork = book.hasSuspects() || queue.decodedSize().isPresent();
    for (ActorRef<InferenceWorker.Command> worker : workers.idle(queue::decodedSize)) {
      if (!hasWork || !workers.mayRun(worker)) {
        continue;
      }
      List<PendingFrame> batch = nextBatch(workers.former(worker));
      if (batch.isEmpty()) {
        workers.runsNothing(worker);
      } else {
        batch.forEach(book::runs);
        workers.run(worker, batch, now());
        return true;
      }
    }
    return queue.size() == 0 && draining == null && workers.warmOne(turn.isQuiet(), now());
  }

  private List<PendingFrame> nextBatch(BatchFormer former) {
    return book.nextSuspect(now()).map(List::of).orElseGet(() -> former.next(now(), book::expire));
  }

  private long now() {
    return clock.nanos();
  }
}
