package throng.gpu;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import throng.actors.serving.ModelHosts;
import throng.actors.serving.ShadowReport;
import throng.gpu.repository.NetworkChanges;
import throng.gpu.web.NetworkControl;
import throng.streams.settings.SettingsException;

/** The node's networks, as the page's API has them. */
final class NetworkApi implements NetworkControl {
  private final NetworkChanges changes;
  private final boolean hasFolder;

  /**
   * @param hasFolder whether the node has a folder for what outlives it
   */
  NetworkApi(NetworkChanges changes, boolean hasFolder) {
    this.changes = changes;
    this.hasFolder = hasFolder;
  }

  @Override
  public Networks all() {
    return new Networks(
        changes.hosts().standard(),
        changes.hosts().all().stream().map(NetworkApi::line).toList(),
        changes.faults().stream()
            .map(it -> new Refused(it.network(), it.sentence(), it.atMillis()))
            .toList(),
        changes.shadowReport().map(this::shadow));
  }

  private static Line line(ModelHosts.Served served) {
    return new Line(
        served.name(),
        served.host().model().name(),
        served.host().model().version(),
        served.usedFor(),
        served.cameras());
  }

  private Shadow shadow(ShadowReport report) {
    List<Difference> cameras =
        report.cameras().stream()
            .map(
                it ->
                    new Difference(
                        it.camera(),
                        it.pictures(),
                        it.meanOld(),
                        it.meanNew(),
                        it.difference(),
                        it.spread(),
                        it.correlation(),
                        it.millisOld(),
                        it.millisNew()))
            .toList();
    return new Shadow(
        report.network(),
        report.of(),
        report.share(),
        changes.hosts().shadow().isPresent(),
        report.missed(),
        report.failed(),
        cameras);
  }

  @Override
  public CompletionStage<String> add(String name) {
    return withFolder(() -> changes.add(name));
  }

  @Override
  public CompletionStage<String> use(String network, Optional<String> name) {
    return withFolder(() -> changes.use(network, name));
  }

  @Override
  public CompletionStage<String> remove(String name) {
    return withFolder(() -> changes.remove(name));
  }

  @Override
  public CompletionStage<String> shadow(String network, Optional<String> of, double share) {
    return withFolder(() -> changes.shadow(network, of, share));
  }

  @Override
  public CompletionStage<String> stopShadow() {
    return withFolder(changes::stopShadow);
  }

  private CompletionStage<String> withFolder(Supplier<CompletionStage<String>> change) {
    return hasFolder
        ? change.get()
        : CompletableFuture.failedFuture(
            new SettingsException(
                "This node has no folder to keep networks in: give it one with"
                    + " throng.gpu-node.state-folder."));
  }
}
