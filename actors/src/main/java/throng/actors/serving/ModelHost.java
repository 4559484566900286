package throng.actors.serving;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import throng.actors.batch.Batcher;
import throng.actors.batch.Batcher.Drained;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.ServedModel;
import throng.actors.statistics.Capacity;
import throng.actors.statistics.DeviceStatistics;
import throng.actors.time.MonotonicClock;

/**
 * One network at work: a batcher, and below it a worker for each of the network's devices.
 *
 * <p>Opened, it warms its workers and serves; frames that come before it is warm wait. It ends with
 * the node ({@link #drain}), or makes way for another ({@link #retire}). Each frame that it was
 * given is answered exactly once, by it or by its successor. Any thread may use it.
 */
public final class ModelHost {
  private final ServedModel model;
  private final ActorRef<Batcher.Command> batcher;
  private final DeviceStatistics devices;
  private final CompletionStage<Done> warm;

  private ModelHost(
      ServedModel model,
      ActorRef<Batcher.Command> batcher,
      DeviceStatistics devices,
      CompletionStage<Done> warm) {
    this.model = model;
    this.batcher = batcher;
    this.devices = devices;
    this.warm = warm;
  }

  /**
   * Starts to open the network.
   *
   * @param model stays its caller's, who closes it once the workers have ended
   * @param spawn starts the batcher, and says below whom and by which name
   */
  public static ModelHost open(
      ServedModel model,
      ServingSettings settings,
      MonotonicClock clock,
      Function<Behavior<Batcher.Command>, ActorRef<Batcher.Command>> spawn) {
    CompletableFuture<Done> warm = new CompletableFuture<>();
    DeviceStatistics devices =
        new DeviceStatistics(model.devices(), settings.batch().decodeThreads(), clock);
    ActorRef<Batcher.Command> batcher =
        spawn.apply(
            Batcher.create(model, settings.batch(), settings.inference(), devices, clock, warm));
    return new ModelHost(model, batcher, devices, warm);
  }

  public ServedModel model() {
    return model;
  }

  /** What its devices have done so far. */
  public DeviceStatistics devices() {
    return devices;
  }

  /** How many pixels a second it could count. */
  public Capacity capacity() {
    return devices.capacity();
  }

  /** Completes once every worker is open and warm; fails if one cannot be opened. */
  public CompletionStage<Done> whenWarm() {
    return warm;
  }

  /** Gives a frame to be counted. */
  public void count(PendingFrame frame) {
    batcher.tell(new Batcher.Infer(frame));
  }

  /** Tells that pictures of this size, in pixels, are coming by a connection. */
  public void expect(long session, int width, int height) {
    batcher.tell(new Batcher.Warm(session, width, height));
  }

  /** Tells that a connection has ended: nobody waits for the answers to its frames. */
  public void leave(long session) {
    batcher.tell(new Batcher.Leave(session));
  }

  /**
   * Takes no more frames, finishes those that it has, its successor too if it made way for one, and
   * tells when all are answered.
   */
  public void drain(ActorRef<Drained> replyTo) {
    batcher.tell(new Batcher.Drain(replyTo));
  }

  /**
   * Makes way for a network that is warm: gives it what waits undecoded and what still comes,
   * finishes the rest, tells when that is answered, and ends its workers.
   */
  public void retire(ModelHost successor, ActorRef<Drained> replyTo) {
    batcher.tell(new Batcher.Retire(successor.batcher, replyTo));
  }
}
