package throng.gpu;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.CountHub;
import throng.actors.counts.Exposition;
import throng.actors.counts.History;
import throng.actors.counts.LiveViewers;
import throng.actors.counts.Second;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.live.Elsewhere;
import throng.actors.statistics.NodeStatistics;
import throng.gpu.history.HistoryArchive;
import throng.gpu.publish.Publishers;
import throng.gpu.state.SiteRun;

/**
 * The history, and all that tells other systems: listeners of the seconds and the alerts. They end
 * with the system, when they have got the last ones.
 */
final class CountReaders {
  private static final String NO_VERSION = "development";

  private final SiteRun site;
  private final Optional<HistoryArchive> history;
  private final Publishers publishers;

  private CountReaders(ActorSystem<?> system, Parts parts) {
    ServeSettings settings = parts.setup.settings();
    site = parts.site;
    history =
        parts
            .folder
            .filter(any -> settings.history().isKept())
            .map(
                folder ->
                    HistoryArchive.begin(
                        system, settings.history(), folder, parts.setup.console()::error));
    publishers = Publishers.begin(system, settings.publish(), publish(parts));
  }

  /**
   * Who is read, and what with.
   *
   * @param elsewhere the cameras of other nodes
   * @param folder where things are kept for the next start; empty: nowhere
   */
  record Parts(
      NodeSetup setup,
      NodeStatistics statistics,
      CountHub hub,
      Elsewhere elsewhere,
      SiteRun site,
      LiveViewers viewers,
      Optional<Path> folder) {}

  /** Begins; the seconds are to be started after it. */
  static CountReaders begin(ActorSystem<?> system, Parts parts) {
    CountReaders readers = new CountReaders(system, parts);
    readers.listen();
    CoordinatedShutdown.get(system)
        .addTask(CoordinatedShutdown.PhaseServiceStop(), "counts", readers::end);
    return readers;
  }

  private Publishers.Parts publish(Parts parts) {
    return new Publishers.Parts(
        parts.statistics,
        parts.hub,
        parts.elsewhere,
        parts.site.counts()::all,
        this::alerts,
        parts.viewers::number,
        () -> history.map(History::droppedRows).orElse(0L),
        Objects.requireNonNullElse(
            GpuNode.class.getPackage().getImplementationVersion(), NO_VERSION),
        parts.folder,
        parts.setup.console()::error);
  }

  private List<AlertNow> alerts() {
    return site.alerts().now(System.currentTimeMillis());
  }

  private void listen() {
    history.ifPresent(it -> site.counts().onSecond(second -> record(it, second)));
    history.ifPresent(it -> site.counts().onAlert(it::offer));
    site.counts().onAlert(publishers::accept);
    site.keepsAfter(publishers::areKept);
  }

  // A clock that was set back has a second a second time.
  private static void record(HistoryArchive history, Second second) {
    if (!second.isRepeat()) {
      history.offer(second.means());
    }
  }

  /** The past; empty: none is kept. */
  Optional<History> history() {
    return history.map(it -> it);
  }

  /** The node's numbers for Prometheus. */
  Exposition exposition() {
    return publishers.exposition();
  }

  /** How notifications are, in a word or two. */
  String notifications() {
    return publishers.notifications();
  }

  private CompletionStage<Done> end() {
    return CompletableFuture.runAsync(site::close).thenCompose(closed -> endAll());
  }

  // The history first, and whatever becomes of the others: it is no matter of theirs.
  private CompletionStage<Done> endAll() {
    CompletionStage<Done> written =
        history
            .map(HistoryArchive::end)
            .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance()));
    return publishers.end().handle((ended, failure) -> written).thenCompose(it -> it);
  }
}
