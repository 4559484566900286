package throng.gpu;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.CountHub;
import throng.actors.counts.History;
import throng.actors.counts.LiveViewers;
import throng.actors.statistics.NodeStatistics;
import throng.gpu.state.SiteRun;
import throng.gpu.web.Health;
import throng.gpu.web.Web;

/**
 * What looks at the counts and holds up none of them: zones and alerts, the history, what is
 * published, the page and its API. Each part tells on the console what it does without.
 */
final class Operations {
  private final Health health = new Health();
  private final CompletionStage<Done> begun;

  private Operations(
      ActorSystem<?> system, NodeSetup setup, NodeStatistics statistics, CountHub hub) {
    Optional<Path> folder = state(system, setup);
    SiteRun site = SiteRun.open(hub, setup.settings().site(), folder, setup.console()::error);
    LiveViewers viewers = new LiveViewers();
    CountReaders readers =
        CountReaders.begin(
            system, new CountReaders.Parts(setup, statistics, hub, site, viewers, folder));
    readers.history().ifPresent(it -> health.part("history", () -> state(it)));
    health.part("notifications", readers::notifications);
    site.start();
    begun =
        Web.begin(
            system,
            setup.settings().web(),
            new Web.Parts(
                folder,
                health,
                setup.console(),
                model(setup),
                hub,
                new Web.Readers(
                    site.counts(),
                    readers.history(),
                    Optional.of(readers.exposition()),
                    viewers,
                    statistics::byDevice),
                new Web.Edited(
                    site.site(),
                    site.alerts(),
                    setup.settings().site(),
                    setup.settings().publish().targets())));
  }

  /** Begins all parts. */
  static Operations begin(
      ActorSystem<?> system, NodeSetup setup, NodeStatistics statistics, CountHub hub) {
    return new Operations(system, setup, statistics, hub);
  }

  /** Fails with a {@link throng.streams.tcp.ListenException} where a chosen place is taken. */
  CompletionStage<Done> begun() {
    return begun;
  }

  /** Cameras are let in from now on. */
  void ready() {
    health.warm();
  }

  private static String state(History history) {
    return history.isFailing() ? "failing" : "kept";
  }

  private static String model(NodeSetup setup) {
    return setup.opened().model().name() + " " + setup.opened().model().version();
  }

  /** Where parts may keep things; empty: nowhere, which is said. It is theirs until they ended. */
  private static Optional<Path> state(ActorSystem<?> system, NodeSetup setup) {
    StateUse use = StateUse.begin(setup.settings().state());
    use.trouble().ifPresent(sentence -> setup.console().error("Warning: " + sentence));
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "state folder",
            () -> {
              use.close();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    return use.folder();
  }
}
