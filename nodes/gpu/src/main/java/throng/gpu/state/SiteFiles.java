package throng.gpu.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.site.AlertJson;
import throng.actors.counts.site.SiteJson;
import throng.actors.counts.site.SiteState;
import throng.actors.counts.site.SiteStore;
import throng.streams.file.WholeFile;
import throng.streams.log.Reason;

/**
 * The state in two files: {@code site.json}, which people change, and {@code alerts.json}, which
 * tells what fires. Without a folder nothing outlives the node.
 */
final class SiteFiles implements SiteStore {
  private final Optional<WholeFile> site;
  private final Optional<WholeFile> alerts;
  private final InstantSource utc;
  private final Consumer<String> warn;
  private boolean hasSetAside;

  /**
   * @param warn is told what could not be read, in a sentence
   */
  SiteFiles(Optional<Path> folder, InstantSource utc, Consumer<String> warn) {
    this.site = folder.map(it -> new WholeFile(it.resolve("site.json")));
    this.alerts = folder.map(it -> new WholeFile(it.resolve("alerts.json")));
    this.utc = utc;
    this.warn = warn;
  }

  /** What was kept of zones, ground, calibration and alerts. */
  SiteState state() throws IOException {
    return read(site, SiteJson::read, SiteState.EMPTY);
  }

  /** Which alerts were firing. */
  AlertMemory alerts() throws IOException {
    return read(alerts, AlertJson::memory, AlertMemory.EMPTY);
  }

  /** Whether one of those that were read was broken, and something was lost with it. */
  boolean hasSetAside() {
    return hasSetAside;
  }

  private <T> T read(Optional<WholeFile> file, BiFunction<String, String, T> parse, T nothing)
      throws IOException {
    Optional<String> text = file.isPresent() ? file.get().read() : Optional.empty();
    if (file.isEmpty() || text.isEmpty()) {
      return nothing;
    }
    try {
      return parse.apply(text.get(), file.get().path().toString());
    } catch (IllegalArgumentException e) {
      hasSetAside = true;
      Path aside = file.get().setAside(utc.millis());
      warn.accept(
          "%s. It is set aside as %s, and the node begins without what it held."
              .formatted(Reason.of(e), aside.getFileName()));
      return nothing;
    }
  }

  @Override
  public void write(SiteState state) throws IOException {
    if (site.isPresent()) {
      site.get().write(SiteJson.write(state));
    }
  }

  @Override
  public void write(AlertMemory memory) throws IOException {
    if (alerts.isPresent()) {
      alerts.get().write(AlertJson.write(memory));
    }
  }
}
