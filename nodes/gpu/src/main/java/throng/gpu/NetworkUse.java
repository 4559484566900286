package throng.gpu;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.SpawnProtocol;
import akka.actor.typed.javadsl.ActorContext;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.batch.Place;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.time.MonotonicClock;
import throng.gpu.repository.NetworkChanges;
import throng.gpu.repository.NetworkOpening;
import throng.gpu.repository.RepositoryWatch;

/** The node's networks: those that it starts with, and what is done to them while it runs. */
final class NetworkUse {
  private final ActorSystem<?> system;
  private final NodeSetup setup;
  private final ModelHosts hosts;
  private final NetworkChanges changes;

  /** Begins to open the networks of the settings. */
  NetworkUse(ActorContext<?> context, NodeSetup setup) {
    this.system = context.getSystem();
    this.setup = setup;
    ServeSettings settings = setup.settings();
    Place place = Place.ofNode(settings.serving().batch(), MonotonicClock.SYSTEM);
    this.hosts = new ModelHosts(setup.models().standard(), settings.cameraModels());
    setup
        .models()
        .byName()
        .forEach(
            (name, opened) ->
                hosts.put(
                    name,
                    ModelHost.open(
                        opened.model(),
                        settings.serving(),
                        place,
                        MonotonicClock.SYSTEM,
                        batcher -> context.spawn(batcher, "batcher-" + name))));
    ActorRef<SpawnProtocol.Command> below = context.spawn(SpawnProtocol.create(), "networks");
    this.changes =
        new NetworkChanges(
            hosts,
            new NetworkOpening(
                system,
                below,
                settings.serving(),
                folder ->
                    setup.models().openBeside(settings.models().first().ofFolder(folder)).model(),
                place),
            settings.modelsFolder(),
            setup.console(),
            InstantSource.system());
  }

  ModelHosts hosts() {
    return hosts;
  }

  NetworkChanges changes() {
    return changes;
  }

  /**
   * Follows the models folder, once the networks of the settings are warm.
   *
   * @param isOurs whether it may be used: no other node keeps its own there
   * @return completed once those are, and what lies in the folder is open as far as it can be
   */
  CompletionStage<Done> whenWarm(boolean isOurs) {
    CompletableFuture<?>[] warm =
        hosts.all().stream()
            .map(served -> served.host().whenWarm().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(warm)
        .thenCompose(
            all -> isOurs ? follow() : CompletableFuture.completedFuture(Done.getInstance()));
  }

  private CompletionStage<Done> follow() {
    CompletableFuture<Done> first = new CompletableFuture<>();
    Cancellable watch = RepositoryWatch.begin(system, changes, setup.console(), first);
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceUnbind(),
            "leave the networks as they are",
            () -> {
              watch.cancel();
              changes.end();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    return first;
  }
}
