package throng.actors.serving;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import throng.actors.batch.Batcher;
import throng.actors.batch.Departure;
import throng.actors.batch.Life;
import throng.actors.batch.Place;
import throng.actors.counts.Network;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.ServedModel;
import throng.actors.statistics.Capacity;
import throng.actors.statistics.DeviceStatistics;
import throng.actors.time.MonotonicClock;

/**
 * One network at work: a batcher, and below it a worker for each of the network's devices.
 *
 * <p>Opened, it warms its workers and serves; frames that come before it is warm wait. It ends with
 * the node, or before it ({@link #end}). Each frame that it was given is answered exactly once. Any
 * thread may use it.
 */
public final class ModelHost {
  private final ServedModel model;
  private final Network network;
  private final ActorRef<Batcher.Command> batcher;
  private final DeviceStatistics devices;
  private final Life life;
  private final CompletableFuture<Done> answeredAtEnd = new CompletableFuture<>();

  private ModelHost(
      ServedModel model, ActorRef<Batcher.Command> batcher, DeviceStatistics devices, Life life) {
    this.model = model;
    this.network = Network.of(model);
    this.batcher = batcher;
    this.devices = devices;
    this.life = life;
  }

  /**
   * Starts to open the network, with devices and decoding threads of its own.
   *
   * @param model stays its caller's, who closes it once the workers have ended
   * @param spawn starts the batcher, and says below whom and by which name
   */
  public static ModelHost open(
      ServedModel model,
      ServingSettings settings,
      MonotonicClock clock,
      Function<Behavior<Batcher.Command>, ActorRef<Batcher.Command>> spawn) {
    return open(model, settings, Place.ofNode(settings.batch(), clock), clock, spawn);
  }

  /** The same where it may share them. */
  public static ModelHost open(
      ServedModel model,
      ServingSettings settings,
      Place place,
      MonotonicClock clock,
      Function<Behavior<Batcher.Command>, ActorRef<Batcher.Command>> spawn) {
    Life life = Life.begins();
    DeviceStatistics devices =
        new DeviceStatistics(model.devices(), settings.batch().decodeThreads(), clock);
    ActorRef<Batcher.Command> batcher =
        spawn.apply(
            Batcher.create(
                model, settings.batch(), settings.inference(), devices, place, clock, life));
    return new ModelHost(model, batcher, devices, life);
  }

  public ServedModel model() {
    return model;
  }

  /** As whose its counts are told. */
  public Network network() {
    return network;
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
    return life.warm();
  }

  /** Gives a frame to be counted. */
  public void count(PendingFrame frame) {
    batcher.tell(new Batcher.Infer(frame));
  }

  /** Tells that pictures of this size, in pixels, are coming by a connection. */
  public void expect(long session, int width, int height) {
    batcher.tell(new Batcher.Warm(session, width, height));
  }

  /** Tells that no more pictures are coming by a connection; those that came are counted. */
  public void forget(long session) {
    batcher.tell(new Batcher.Forget(session));
  }

  /**
   * Completes once its workers have run empty pictures of the sizes that it was told so far, but
   * for what must wait until no camera is active.
   */
  public CompletionStage<Done> whenPrepared() {
    CompletableFuture<Done> prepared = new CompletableFuture<>();
    batcher.tell(new Batcher.Prepare(() -> prepared.complete(Done.getInstance())));
    return prepared;
  }

  /** Tells that a connection has ended: nobody waits for the answers to its frames. */
  public void leave(long session) {
    batcher.tell(new Batcher.Leave(session));
  }

  /**
   * Takes no more frames, and finishes those that it has.
   *
   * @return completed once all are answered
   */
  public CompletionStage<Done> drain(Departure why) {
    CompletableFuture<Done> drained = new CompletableFuture<>();
    batcher.tell(new Batcher.Drain(why, () -> drained.complete(Done.getInstance())));
    // A batcher that ends says nothing any more.
    answeredAtEnd.thenAccept(drained::complete);
    return drained;
  }

  /**
   * Finishes what it has, once another network has its place, and ends.
   *
   * @return completed once its workers have ended, so that the network may be closed
   */
  public CompletionStage<Done> end() {
    return drain(Departure.OF_THE_NETWORK)
        .thenCompose(
            all -> {
              answeredAtEnd.complete(all);
              batcher.tell(Batcher.End.INSTANCE);
              return life.ended();
            });
  }
}
