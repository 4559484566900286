package throng.edge;

import com.typesafe.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import throng.common.command.Version;
import throng.common.console.Console;
import throng.common.settings.Settings;
import throng.edge.camera.Cameras;
import throng.edge.lan.ViewerRun;
import throng.edge.lan.ViewerSettings;
import throng.edge.output.OutputCheck;
import throng.edge.output.OutputCheck.Named;
import throng.edge.output.Screen;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/** {@code edge-node view HOST:PORT}. */
@Command(
    name = "view",
    description = {
      "Shows and records a camera that an edge node serves, ours or the original of 2024.",
      "Commands are read from the terminal or a pipe, a line each; the end of input ends. In the"
          + " window, which opens with a picture, Esc or q ends the stream; closing it ends."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the input ended, the edge was told to shut the connection down, or SIGTERM came",
      "1:a file could not be written",
      "2:a wrong argument or setting; nothing was started",
      "3:the edge was never reached, or what was asked for last did not come",
      "130:Ctrl-C; the recording is closed"
    },
    versionProvider = Version.class)
final class ViewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "HOST:PORT", description = "The edge. Port 6810 where none is said.")
  private String address = "";

  @Option(names = "--headless", description = "No window.")
  private boolean headless;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Where a stream is recorded that 3 asks for (.avi). Default:"
              + " video_stream_MILLISECONDS.avi. A second one gets a file of its own, FILE-2.")
  private @Nullable Path record;

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "One picture to FILE, and end. No commands are read.")
  private @Nullable Path snapshot;

  @Option(
      names = "--overwrite",
      description = "Write to files that exist; without it the next free FILE-2 is taken.")
  private boolean overwrite;

  @Option(names = "--config", paramLabel = "FILE", description = "The settings file.")
  private @Nullable Path file;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "Any setting, e.g. -Dthrong.edge-node.viewer.picture-timeout=10s.")
  private Map<String, String> properties = Map.of();

  @Option(names = "--quiet", description = "Errors only.")
  private boolean quiet;

  @Override
  public Integer call() {
    Settings loaded = SourceOptions.load(properties, file);
    Config config = loaded.config();
    ViewerSettings settings = ViewerSettings.from(EdgeSettings.block(config));
    HostAndPort edge = edge(settings.port());
    boolean window = !headless && snapshot == null;
    if (window) {
      Screen.missingForViewer()
          .ifPresent(
              sentence -> {
                throw new SettingsException(sentence);
              });
    }
    checkFile("--snapshot", snapshot);
    checkFile("--record", record);
    if (record != null && !record.toString().toLowerCase(Locale.ROOT).endsWith(".avi")) {
      throw new SettingsException("--record " + record + ": the name must end in .avi.");
    }
    OutputCheck.check(Inputs.of(loaded), outputs());
    ViewerRun.Options options =
        new ViewerRun.Options(
            window, Optional.ofNullable(record), Optional.ofNullable(snapshot), overwrite);
    Cameras.prepare();
    try (Console console = Console.create(quiet)) {
      return ViewerRun.run(config, edge.socket(), settings, options, console);
    }
  }

  private List<Named> outputs() {
    List<Named> outputs = new ArrayList<>();
    if (record != null) {
      outputs.add(new Named("--record " + record, record));
    }
    if (snapshot != null) {
      outputs.add(new Named("--snapshot " + snapshot, snapshot));
    }
    return outputs;
  }

  private HostAndPort edge(int otherwise) {
    return HostAndPort.parse(address)
        .or(() -> HostAndPort.parse(address + ":" + otherwise))
        .filter(edge -> edge.port() > 0)
        .orElseThrow(
            () ->
                new SettingsException(
                    "The edge's address must be host:port, such as 10.0.0.5:6810, not '"
                        + Redaction.of(address)
                        + "'."));
  }

  private static void checkFile(String option, @Nullable Path wanted) {
    if (wanted == null) {
      return;
    }
    Path folder = wanted.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(wanted)) {
      throw new SettingsException(
          option + " " + wanted + ": its folder is not there or cannot be written to.");
    }
  }
}
