package throng.gpu.repository;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.SpawnProtocol;
import akka.actor.typed.javadsl.AskPattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import throng.actors.batch.Batcher;
import throng.actors.batch.DeviceTurns;
import throng.actors.batch.Place;
import throng.actors.inference.ServedModel;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.serving.PictureSize;
import throng.actors.serving.ServingSettings;
import throng.actors.time.MonotonicClock;
import throng.gpu.model.ModelSettings;
import throng.gpu.model.Models;
import throng.streams.flow.FutureFailure;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/** Opens networks beside those that count, and closes them. Blocks. */
public final class NetworkOpening {
  private static final Duration SPAWN = Duration.ofSeconds(10);

  /** How long a network may take to see the cameras' sizes; the rest it sees in idle time. */
  private static final long MOST_PREPARING_SECONDS = 30;

  private static final long MOST_WARMING_SECONDS = 120;

  private final ActorSystem<?> system;
  private final ActorRef<SpawnProtocol.Command> below;
  private final ServingSettings serving;
  private final ModelSettings settings;
  private final DeviceTurns turns;

  /**
   * @param below whose children the networks' actors are
   * @param settings how a folder is opened
   * @param turns of the devices that they share
   */
  public NetworkOpening(
      ActorSystem<?> system,
      ActorRef<SpawnProtocol.Command> below,
      ServingSettings serving,
      ModelSettings settings,
      DeviceTurns turns) {
    this.system = system;
    this.below = below;
    this.serving = serving;
    this.settings = settings;
    this.turns = turns;
  }

  DeviceTurns turns() {
    return turns;
  }

  /**
   * Opens the network of a folder, and looks whether it counts.
   *
   * @param sizes of the pictures that are coming
   * @throws SettingsException if it cannot be opened, fails, or is wrong on its golden pictures
   */
  ModelHost open(String name, Path folder, List<PictureSize> sizes) {
    ServedModel model = Models.open(settings.ofFolder(folder)).model();
    try {
      Models.prove(model, sizes);
      return host(name, model, false);
    } catch (RuntimeException failure) {
      model.close();
      throw failure;
    }
  }

  /** A second set of workers of a network, which counts in spare time. */
  ModelHost openSpare(String name, ServedModel model) {
    return host(name, model, true);
  }

  /** Ends such a set of workers; the network stays open. */
  void endSpare(ModelHost spare) {
    spare.end().toCompletableFuture().join();
  }

  private ModelHost host(String name, ServedModel model, boolean isSpare) {
    ModelHost host =
        ModelHost.open(
            model,
            serving,
            new Place(turns, isSpare),
            MonotonicClock.SYSTEM,
            batcher -> spawn(batcher, "batcher-" + name));
    try {
      await(host.whenWarm(), MOST_WARMING_SECONDS);
      return host;
    } catch (CompletionException failure) {
      host.end().toCompletableFuture().join();
      throw new SettingsException(
          "%s cannot be opened: %s.".formatted(name, Reason.of(FutureFailure.cause(failure))));
    }
  }

  private ActorRef<Batcher.Command> spawn(Behavior<Batcher.Command> batcher, String name) {
    return AskPattern.<SpawnProtocol.Command, ActorRef<Batcher.Command>>ask(
            below,
            replyTo -> new SpawnProtocol.Spawn<>(batcher, name, Props.empty(), replyTo),
            SPAWN,
            system.scheduler())
        .toCompletableFuture()
        .join();
  }

  /**
   * Has a network that is open see what the cameras of a name send.
   *
   * @throws SettingsException if it fails, or is wrong on its golden pictures
   */
  void prepare(ModelHosts hosts, ModelHost host, String name) {
    Models.prove(host.model(), hosts.sizes(name));
    hosts.announce(name, host);
    awaitPrepared(host);
  }

  /**
   * Has one that was looked at see what a network gets, in whose place or beside which it counts.
   */
  void ready(ModelHosts hosts, ModelHost host, String network) {
    hosts.announceFor(network, host);
    awaitPrepared(host);
  }

  private static void awaitPrepared(ModelHost host) {
    host.whenPrepared()
        .toCompletableFuture()
        .completeOnTimeout(Done.getInstance(), MOST_PREPARING_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static void await(CompletionStage<Done> done, long mostSeconds) {
    done.toCompletableFuture().copy().orTimeout(mostSeconds, TimeUnit.SECONDS).join();
  }

  /** Ends a network once all that it has is answered, then gives up what it has. */
  void close(ModelHosts hosts, ModelHost host) {
    hosts.end(host).whenComplete((ended, failure) -> host.model().close());
  }
}
