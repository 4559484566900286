package throng.gpu;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.util.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import throng.actors.counts.CountHub;
import throng.actors.counts.History;
import throng.actors.counts.LiveViewers;
import throng.actors.counts.Network;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.past.OtherNodes;
import throng.actors.counts.past.PastAnswers;
import throng.actors.counts.replica.Replicas;
import throng.actors.counts.site.SilenceDocuments;
import throng.actors.counts.site.SiteDocuments;
import throng.actors.statistics.NodeStatistics;
import throng.gpu.state.SiteRun;
import throng.gpu.web.Health;
import throng.gpu.web.Web;
import throng.gpu.web.live.LiveCounts;
import throng.gpu.web.live.LiveViews;
import throng.streams.pki.UnencryptedEdges;

/**
 * What looks at the counts and holds up none of them: zones and alerts, the history, what is
 * published, the page and its API. Each part tells on the console what it does without.
 */
final class Operations {
  private static final Duration EACH_SECOND = Duration.ofSeconds(1);

  private final Health health;
  private final Optional<Path> folder;
  private final SiteCounts seconds;
  private final PastAnswers answers;
  private final Replicas replicas;
  private final LiveViews views;
  private final CompletionStage<Done> begun;

  private Operations(
      ActorSystem<?> system,
      NodeSetup setup,
      NetworkUse networks,
      NodeStatistics statistics,
      CountHub hub,
      Others others,
      Supplier<List<UnencryptedEdges.Seen>> unencrypted) {
    folder = state(system, setup);
    health = new Health(statistics::byDevice);
    SiteRun site =
        SiteRun.open(
            hub, setup.settings().site(), folder, others.cameras(), setup.console()::error);
    seconds = site.counts();
    Executor blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    replicas = new Replicas(others.nodes(), blocking);
    replicas.add(new SiteDocuments(site.site()));
    replicas.add(new SilenceDocuments(site.alerts()));
    views =
        new LiveViews(
            hub,
            seconds,
            new LiveViews.Others(others.cameras(), others.nodes()),
            setup.settings().web().live(),
            blocking,
            System::nanoTime);
    Repeated.begin(system, "views", LiveCounts.READ_EVERY, views::read, views::close);
    LiveViewers viewers = new LiveViewers();
    CountReaders readers =
        CountReaders.begin(
            system,
            new CountReaders.Parts(
                setup, statistics, hub, others.cameras(), site, viewers, folder));
    // As long as this node waits for others, they are taken to wait for it.
    // Who asks waits as long from before it came here, and the answer takes a while to read.
    Duration patience = setup.settings().cluster().answerWithin().dividedBy(2);
    answers = new PastAnswers(readers.history(), patience, blocking);
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
                    views,
                    readers.history(),
                    others.nodes(),
                    Optional.of(readers.exposition()),
                    viewers,
                    statistics::byDevice,
                    unencrypted),
                new Web.Edited(
                    site.site(),
                    site.alerts(),
                    setup.settings().site(),
                    setup.settings().publish().targets(),
                    replicas::add),
                new NetworkApi(networks.changes(), folder.isPresent())));
  }

  /**
   * What other nodes have.
   *
   * @param cameras those that they count
   * @param nodes are asked for their past
   */
  record Others(Elsewhere cameras, OtherNodes nodes) {}

  /**
   * Begins all parts.
   *
   * @param unencrypted edge nodes that send what others can read
   */
  static Operations begin(
      ActorSystem<?> system,
      NodeSetup setup,
      NetworkUse networks,
      NodeStatistics statistics,
      CountHub hub,
      Others others,
      Supplier<List<UnencryptedEdges.Seen>> unencrypted) {
    return new Operations(system, setup, networks, statistics, hub, others, unencrypted);
  }

  /** How this node's cameras stand, for other nodes. */
  List<CameraStatus> statuses() {
    return seconds.statuses();
  }

  /** What this node answers to others; fails where it cannot. */
  CompletionStage<ByteString> answer(ByteString question) {
    if (Replicas.isAsked(question)) {
      return replicas.answer(question);
    }
    return LiveViews.isAsked(question) ? views.answer(question) : answers.answer(question);
  }

  /**
   * Links to other nodes are there: what people said at one of them comes to all.
   *
   * @param isEncrypted whether nobody else can read what they carry
   */
  void linked(ActorSystem<?> system, boolean isEncrypted) {
    replicas.linked(isEncrypted);
    Repeated.begin(system, "replicas", EACH_SECOND, replicas::pull, () -> {});
    Repeated.begin(system, "views of others", EACH_SECOND, views::fetch, () -> {});
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
    seconds.listens();
  }

  private static String state(History history) {
    if (history.isFailing()) {
      return "failing";
    }
    return history.isFull() ? "full" : "kept";
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
