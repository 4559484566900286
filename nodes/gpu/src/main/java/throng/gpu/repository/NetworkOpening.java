package throng.gpu.repository;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.SpawnProtocol;
import akka.actor.typed.javadsl.AskPattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import throng.actors.batch.Batcher;
import throng.actors.batch.DeviceTurns;
import throng.actors.batch.Place;
import throng.actors.inference.ServedModel;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.serving.PictureSize;
import throng.actors.serving.ServingSettings;
import throng.actors.time.MonotonicClock;
import throng.gpu.model.Models;
import throng.streams.flow.FutureFailure;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * Opens networks beside those that count, and closes them. Blocks, and no longer than some minutes:
 * a network that hangs is let go of when it ends, if ever.
 */
public final class NetworkOpening {
  private static final Duration SPAWN = Duration.ofSeconds(10);

  /** How long a network may take to see the cameras' sizes; the rest it sees in idle time. */
  private static final long MOST_PREPARING_SECONDS = 30;

  private static final Duration MOST_OPENING = Duration.ofMinutes(2);

  private final Duration mostOpening;
  private final Map<ServedModel, CompletableFuture<Void>> spareEnds =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final ActorSystem<?> system;
  private final ActorRef<SpawnProtocol.Command> below;
  private final ServingSettings serving;
  private final Function<Path, ServedModel> models;
  private final Place place;

  /**
   * @param below whose children the networks' actors are
   * @param models opens a folder
   * @param place what they share with the others
   */
  public NetworkOpening(
      ActorSystem<?> system,
      ActorRef<SpawnProtocol.Command> below,
      ServingSettings serving,
      Function<Path, ServedModel> models,
      Place place) {
    this(system, below, serving, models, place, MOST_OPENING);
  }

  /**
   * @param mostOpening how long a network may take to be looked at, and to warm
   */
  NetworkOpening(
      ActorSystem<?> system,
      ActorRef<SpawnProtocol.Command> below,
      ServingSettings serving,
      Function<Path, ServedModel> models,
      Place place,
      Duration mostOpening) {
    this.mostOpening = mostOpening;
    this.system = system;
    this.below = below;
    this.serving = serving;
    this.models = models;
    this.place = place;
  }

  DeviceTurns turns() {
    return place.turns();
  }

  /**
   * Opens the network of a folder, and looks whether it counts.
   *
   * @param sizes of the pictures that are coming
   * @throws SettingsException if it cannot be opened, fails, or is wrong on its golden pictures
   */
  ModelHost open(String name, Path folder, List<PictureSize> sizes) {
    ServedModel model = opened(name, folder);
    CompletableFuture<Void> proof = proof(model, sizes);
    try {
      await(proof);
    } catch (CompletionException failure) {
      proof.whenComplete((done, any) -> model.close());
      throw refusal(model.name(), failure);
    }
    ModelHost host = hostOrClose(name, model);
    try {
      await(host.whenWarm());
      return host;
    } catch (CompletionException failure) {
      host.end().whenComplete((ended, any) -> model.close());
      throw refusal(model.name(), failure);
    }
  }

  private ServedModel opened(String name, Path folder) {
    CompletableFuture<ServedModel> opening = onItsOwnThread(() -> models.apply(folder));
    try {
      await(opening);
      return opening.join();
    } catch (CompletionException failure) {
      opening.thenAccept(ServedModel::close);
      throw refusal("Network " + name, failure);
    }
  }

  private ModelHost hostOrClose(String name, ServedModel model) {
    try {
      return host(name, model, false);
    } catch (SettingsException refused) {
      model.close();
      throw refused;
    }
  }

  /** A second set of workers of a network, which counts in spare time. */
  ModelHost openSpare(String name, ServedModel model) {
    ModelHost spare = host(name, model, true);
    try {
      await(spare.whenWarm());
      return spare;
    } catch (CompletionException failure) {
      endSpare(spare);
      throw refusal(model.name(), failure);
    }
  }

  /** Ends such a set of workers, soon; the network stays open for as long as it has not ended. */
  void endSpare(ModelHost spare) {
    CompletableFuture<Void> end = spare.end().toCompletableFuture().thenRun(() -> {});
    spareEnds.merge(spare.model(), end, CompletableFuture::allOf);
  }

  private ModelHost host(String name, ServedModel model, boolean isSpare) {
    try {
      return ModelHost.open(
          model,
          serving,
          isSpare ? place.inSpareTime() : place,
          MonotonicClock.SYSTEM,
          batcher -> spawn(batcher, "batcher-" + name));
    } catch (CompletionException failure) {
      throw new SettingsException(
          "%s is not opened: the node is too busy, or goes down (%s). Try again later."
              .formatted(model.name(), Reason.of(FutureFailure.cause(failure))));
    }
  }

  private static CompletableFuture<Void> proof(ServedModel model, List<PictureSize> sizes) {
    return onItsOwnThread(
        () -> {
          Models.prove(model, sizes);
          return null;
        });
  }

  // One that hangs in a native library cannot be interrupted.
  private static <T extends @Nullable Object> CompletableFuture<T> onItsOwnThread(
      Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        work,
        task -> {
          Thread thread = new Thread(task, "throng-opening");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private SettingsException refusal(String what, CompletionException failure) {
    Throwable cause = FutureFailure.cause(failure);
    if (cause instanceof SettingsException said) {
      return said;
    }
    String why =
        cause instanceof TimeoutException
            ? "it takes longer than %d s".formatted(mostOpening.toSeconds())
            : Reason.of(cause);
    return new SettingsException("%s cannot be opened: %s.".formatted(what, why));
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
    try {
      await(proof(host.model(), hosts.sizes(name)));
    } catch (CompletionException failure) {
      throw refusal(host.model().name(), failure);
    }
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
        .completeOnTimeout(Done.getInstance(), MOST_PREPARING_SECONDS, SECONDS)
        .join();
  }

  private void await(CompletionStage<?> done) {
    done.toCompletableFuture().copy().orTimeout(mostOpening.toMillis(), MILLISECONDS).join();
  }

  /** Ends a network once all that it has is answered, then gives up what it has. */
  void close(ModelHosts hosts, ModelHost host) {
    CompletableFuture<Void> spare = spareEnds.remove(host.model());
    CompletionStage<?> both =
        spare == null ? hosts.end(host) : hosts.end(host).thenCombine(spare, (one, other) -> one);
    both.whenComplete((ended, failure) -> host.model().close());
  }
}
