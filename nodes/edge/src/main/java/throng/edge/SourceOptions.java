package throng.edge;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import throng.streams.settings.ConfigFile;
import throng.streams.settings.NodeKind;
import throng.streams.settings.Settings;
import throng.streams.settings.SettingsException;

/** Options that stand for settings, and the settings file itself. */
final class SourceOptions {
  private static final String ORIGIN = "command line";

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
   * The whole configuration, checked; without {@link #arguments}.
   *
   * @throws SettingsException naming file and line
   */
  Config load() {
    properties.forEach(System::setProperty);
    return Settings.load(ConfigFile.find(Optional.ofNullable(file), EdgeNode.class), NodeKind.EDGE);
  }

  /** What the options say, as settings of {@code throng.edge-node}. */
  Config arguments() {
    if (live && lossless) {
      throw new SettingsException("--live and --lossless exclude each other.");
    }
    Config config = ConfigFactory.empty();
    if (!gpuNodes.isEmpty()) {
      config = config.withValue("gpu-nodes", ConfigValueFactory.fromIterable(gpuNodes, ORIGIN));
    }
    config = with(config, "jpeg.size", size);
    config = with(config, "jpeg.fps", fps);
    config = with(config, "jpeg.quality", quality);
    config = with(config, "jpeg.grey", grey ? "true" : null);
    config = with(config, "jpeg.loop", loop ? "true" : null);
    config = with(config, "mode", live ? "live" : lossless ? "lossless" : null);
    config = with(config, "token-file", tokenFile);
    config = with(config, "serve.listen", serve);
    config = with(config, "serve.overlay", serveOverlay ? "true" : null);
    config = with(config, "serve.allow-shutdown", serveAllowShutdown ? "true" : null);
    config = with(config, "count", noCount ? "false" : null);
    return with(config, "give-up-after", giveUpAfter);
  }

  private static Config with(Config config, String key, @Nullable String value) {
    return value == null
        ? config
        : config.withValue(key, ConfigValueFactory.fromAnyRef(value, ORIGIN));
  }
}
