package throng.gpu;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.CountHub;
import throng.actors.counts.History;
import throng.actors.counts.LiveViewers;
import throng.actors.counts.Network;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SiteCounts;
import throng.actors.statistics.NodeStatistics;
import throng.gpu.state.SiteRun;
import throng.gpu.web.Health;
import throng.gpu.web.Web;

/**
 * What looks at the counts and holds up none of them: zones and alerts, the history, what is
 * published, the page and its API. Each part tells on the console what it does without.
 */
final class Operations {
  private final Health health;
  private final Optional<Path> folder;
  private final SiteCounts seconds;
  private final CompletionStage<Done> begun;

  private Operations(
      ActorSystem<?> system,
      NodeSetup setup,
      NetworkUse networks,
      NodeStatistics statistics,
      CountHub hub,
      Elsewhere elsewhere) {
    folder = state(system, setup);
    health = new Health(statistics::byDevice);
    SiteRun site =
        SiteRun.open(hub, setup.settings().site(), folder, elsewhere, setup.console()::error);
    seconds = site.counts();
    LiveViewers viewers = new LiveViewers();
    CountReaders readers =
        CountReaders.begin(
            system,
            new CountReaders.Parts(setup, statistics, hub, elsewhere, site, viewers, folder));
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
                () -> model(networks),
                hub,
                new Web.Readers(
                    seconds,
                    elsewhere,
                    readers.history(),
                    Optional.of(readers.exposition()),
                    viewers,
                    statistics::byDevice),
                new Web.Edited(
                    site.site(),
                    site.alerts(),
                    setup.settings().site(),
                    setup.settings().publish().targets()),
                new NetworkApi(networks.changes(), folder.isPresent())));
  }

  /**
   * Begins all parts.
   *
   * @param elsewhere the cameras of other nodes
   */
  static Operations begin(
      ActorSystem<?> system,
      NodeSetup setup,
      NetworkUse networks,
      NodeStatistics statistics,
      CountHub hub,
      Elsewhere elsewhere) {
    return new Operations(system, setup, networks, statistics, hub, elsewhere);
  }

  /** How this node's cameras stand, for other nodes. */
  List<CameraStatus> statuses() {
    return seconds.statuses();
  }

  /** Where parts keep things; empty: nowhere. */
  Optional<Path> folder() {
    return folder;
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

  private static String model(NetworkUse networks) {
    return Network.of(networks.hosts().standardHost().model()).toString();
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
