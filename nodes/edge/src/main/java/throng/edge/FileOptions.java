package throng.edge;

import static com.typesafe.config.ConfigValueFactory.fromAnyRef;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that stand for the settings of files that are written. */
final class FileOptions {
  @Option(
      names = "--record-every",
      paramLabel = "TIME",
      description = "Begin a new recording by the clock (UTC), e.g. every full hour: 1h.")
  private @Nullable String recordEvery;

  @Option(
      names = "--csv-every",
      paramLabel = "TIME",
      description = "Begin a new file of rows by the clock (UTC), e.g. every day: 1d.")
  private @Nullable String csvEvery;

  @Option(
      names = "--counts-every",
      paramLabel = "TIME",
      description = "Write means and peaks of each such time to --csv, not a row a frame: 1m.")
  private @Nullable String countsEvery;

  @Option(
      names = "--keep",
      paramLabel = "TIME",
      description = "Delete files of --record and --csv with %%t in their name when so old: 30d.")
  private @Nullable String keep;

  @Option(
      names = "--keep-free",
      paramLabel = "SIZE",
      description = "Delete the oldest of them while less is free on the disk: 2GB.")
  private @Nullable String keepFree;

  @Option(
      names = "--overwrite",
      description = "Begin files anew that exist; without it none is overwritten.")
  private boolean overwrite;

  /** What the options say, as settings of {@code throng.edge-node}. */
  Config arguments() {
    Config config = ConfigFactory.empty();
    config = with(config, "files.record-every", recordEvery, "--record-every");
    config = with(config, "files.csv-every", csvEvery, "--csv-every");
    config = with(config, "files.counts-every", countsEvery, "--counts-every");
    config = with(config, "files.keep", keep, "--keep");
    config = with(config, "files.keep-free", keepFree, "--keep-free");
    return with(config, "files.overwrite", overwrite ? "true" : null, "--overwrite");
  }

  /** Whether an option says what only a file of rows can have. */
  boolean needsRows() {
    return countsEvery != null;
  }

  private static Config with(Config config, String key, @Nullable String value, String option) {
    return value == null ? config : config.withValue(key, fromAnyRef(value, option));
  }
}
