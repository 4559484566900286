package throng.edge;

import static com.typesafe.config.ConfigValueFactory.fromAnyRef;
import static com.typesafe.config.ConfigValueFactory.fromIterable;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import throng.common.console.TimeStamp;
import throng.common.settings.ConfigFile;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.streams.settings.SettingsException;

/** Options that stand for settings, and the settings file itself. */
final class SourceOptions {
  private static final Pattern SOURCE = Pattern.compile("throng\\.edge-nodes?\\..*source");

  @Option(
      names = "--gpu-node",
      paramLabel = "HOST:PORT",
      description = "Where frames are counted. Repeatable: the next is tried when one fails.")
  private List<String> gpuNodes = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The settings file. Default: conf/application.conf here, or in the jar's repository.")
  private @Nullable Path file;

  @Option(names = "--size", paramLabel = "WxH", description = "Send pictures of this size.")
  private @Nullable String size;

  @Option(names = "--fps", paramLabel = "N", description = "At most so many pictures a second.")
  private @Nullable String fps;

  @Option(names = "--quality", paramLabel = "Q", description = "JPEG quality, 1 to 100.")
  private @Nullable String quality;

  @Option(names = "--grey", description = "Send grey pictures.")
  private boolean grey;

  @Option(names = "--loop", description = "Begin a file or folder again at its end.")
  private boolean loop;

  @Option(names = "--live", description = "Count a file as if it were a camera: newest wins.")
  private boolean live;

  @Option(names = "--lossless", description = "Every frame waits its turn, also of a camera.")
  private boolean lossless;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the access token that the GPU node asks for.")
  private @Nullable String tokenFile;

  @Option(
      names = "--give-up-after",
      paramLabel = "TIME",
      description = "End with exit code 3 after so long without a node or a camera, e.g. 30s.")
  private @Nullable String giveUpAfter;

  @Option(
      names = "--serve",
      paramLabel = "ADDRESS",
      description =
          "Serve the camera to viewers at this port, or host:port; without a host, to this machine"
              + " only. No authentication.")
  private @Nullable String serve;

  @Option(
      names = "--serve-overlay",
      description = "Serve the picture with the density map over it, and the count.")
  private boolean serveOverlay;

  @Option(
      names = "--serve-allow-shutdown",
      description = "A viewer's command 2 ends this edge node, not only its connection.")
  private boolean serveAllowShutdown;

  @Option(
      names = "--no-count",
      description = "Serve only: nothing is counted, and no GPU node is needed.")
  private boolean noCount;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "Any setting, e.g. -Dthrong.edge-node.window=4.")
  private Map<String, String> properties = Map.of();

  /**
   * Everything that is set, checked; without {@link #arguments}.
   *
   * @throws SettingsException naming file and line
   */
  Settings load() {
    return load(properties, file);
  }

  /**
   * The same for a command with options of its own.
   *
   * @param properties of {@code -D}
   * @param file of {@code --config}
   */
  static Settings load(Map<String, String> properties, @Nullable Path file) {
    properties.forEach(System::setProperty);
    Settings loaded =
        Settings.load(ConfigFile.find(Optional.ofNullable(file), EdgeNode.class), NodeKind.EDGE);
    loaded.warnings().stream().map(TimeStamp::before).forEach(System.err::println);
    return loaded;
  }

  /** Sources in arguments that are settings: in {@code -D}, this program's and Java's own. */
  List<String> sourcesOfProperties() {
    List<String> sources = new ArrayList<>();
    for (Map<?, ?> all : List.<Map<?, ?>>of(properties, System.getProperties())) {
      all.forEach(
          (name, value) -> {
            if (SOURCE.matcher(name.toString()).matches()) {
              sources.add(value.toString());
            }
          });
    }
    return sources;
  }

  /** What the options say, as settings of {@code throng.edge-node}. */
  Config arguments() {
    if (live && lossless) {
      throw new SettingsException("--live and --lossless exclude each other.");
    }
    Config config = ConfigFactory.empty();
    if (!gpuNodes.isEmpty()) {
      config = config.withValue("gpu-nodes", fromIterable(gpuNodes, "--gpu-node"));
    }
    config = with(config, "jpeg.size", size, "--size");
    config = with(config, "jpeg.fps", fps, "--fps");
    config = with(config, "jpeg.quality", quality, "--quality");
    config = with(config, "jpeg.grey", grey ? "true" : null, "--grey");
    config = with(config, "jpeg.loop", loop ? "true" : null, "--loop");
    config = with(config, "mode", live ? "live" : null, "--live");
    config = with(config, "mode", lossless ? "lossless" : null, "--lossless");
    config = with(config, "token-file", tokenFile, "--token-file");
    config = with(config, "serve.listen", serve, "--serve");
    config = with(config, "serve.overlay", serveOverlay ? "true" : null, "--serve-overlay");
    config =
        with(
            config,
            "serve.allow-shutdown",
            serveAllowShutdown ? "true" : null,
            "--serve-allow-shutdown");
    config = with(config, "count", noCount ? "false" : null, "--no-count");
    return with(config, "give-up-after", giveUpAfter, "--give-up-after");
  }

  private static Config with(Config config, String key, @Nullable String value, String option) {
    return value == null ? config : config.withValue(key, fromAnyRef(value, option));
  }
}
