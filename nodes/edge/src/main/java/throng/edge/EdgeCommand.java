package throng.edge;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import throng.common.command.CommandLines;
import throng.common.command.InitCommand;
import throng.common.command.Version;
import throng.common.console.Console;
import throng.common.console.TimeStamp;
import throng.common.settings.ConfigFile;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.edge.camera.Cameras;
import throng.edge.output.OutputCheck;
import throng.edge.output.ViewOptions;
import throng.edge.output.Views;
import throng.streams.frame.CameraId;
import throng.streams.settings.SettingsException;

/** The command line. */
@Command(
    name = "edge-node",
    description = "Reads cameras, has a GPU node count the people, and shows the counts.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    subcommands = {CamerasCommand.class, ProbeCommand.class, ViewCommand.class, PairCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was counted that was to be counted; also after SIGTERM",
      "1:a run that is lossless, or has --stop-after, has a row without a count, or a file that was"
          + " asked for lacks something",
      "2:a wrong argument or setting, a file that is not there, or an address in use",
      "3:the GPU node refused, or --give-up-after ran out",
      "4:a part of the program could not be loaded: it is to be started again",
      "130:Ctrl-C; files are closed"
    })
final class EdgeCommand implements Callable<Integer> {
  @Option(
      names = "--camera",
      paramLabel = "SOURCE",
      description = {
        "What is read: an index (0), a device, rtsp://..., http(s)://..., a video file, a picture,"
            + " a folder or glob of pictures, or test:people=40,size=1280x720,fps=25,seed=7.",
        "Repeatable: each is a camera of its own."
      })
  private List<String> cameras = List.of();

  @Option(
      names = "--camera-file",
      paramLabel = "FILE",
      description =
          "A file with sources, one a line: for addresses with passwords, which others could read"
              + " in an argument. Repeatable.")
  private List<Path> cameraFiles = List.of();

  // Those of both.
  private List<String> sources = List.of();

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "Run all cameras of this entry of throng.edge-nodes.")
  private @Nullable String node;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The camera's name in rows and on the GPU node, or NODE/CAMERA. Default: made from the"
              + " source, and the machine's name.")
  private @Nullable String name;

  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = "--show",
      description =
          "A window with all cameras' pictures, the density map over each, and the counts. Esc, or"
              + " closing the last window, ends.")
  private boolean show;

  @Option(
      names = "--windows",
      description = "Two windows: the pictures, and the density maps alone. Esc ends.")
  private boolean windows;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "A video (.mp4 or .avi) of picture and overlay side by side above a bar with count and"
              + " time; FILE-2 where FILE exists.")
  private @Nullable Path record;

  @Option(
      names = "--maps",
      paramLabel = "FOLDER",
      description = "For each picture: NAME_density.png, NAME_overlay.png and NAME.npy.")
  private @Nullable Path maps;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "A row for each frame, or each --counts-every. Goes on in a file that has the same"
              + " columns; beside one that has not. %%t in its name, or --record's, is the time of"
              + " its beginning (UTC).")
  private @Nullable Path csv;

  @Mixin private final FileOptions files = new FileOptions();

  @Option(
      names = "--stop-after",
      paramLabel = "N",
      description = "End after N frames of each camera that have a row.")
  private @Nullable Long stopAfter;

  @Option(
      names = "--quiet",
      description = "Errors and their end only; nothing of what is merely odd, or wrong at a peer.")
  private boolean quiet;

  @Option(
      names = "--print-config",
      description = "Check the settings as a start does, print those in force, and end.")
  private boolean printConfig;

  /** Runs the command line, and gives its exit code. */
  static int execute(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The program without the process' end. */
  static CommandLine commandLine() {
    CommandLine program =
        new CommandLine(new EdgeCommand()).addSubcommand(new InitCommand(NodeKind.EDGE));
    return CommandLines.explained(program).setUsageHelpLongOptionsMaxWidth(32);
  }

  @Override
  public Integer call() {
    sources = allSources();
    if (node != null && !(sources.isEmpty() && name == null)) {
      throw new SettingsException(
          "--node names cameras of its own: leave --camera and --name out.");
    }
    if (stopAfter != null && stopAfter < 1) {
      throw new SettingsException("--stop-after must be at least 1.");
    }
    warnOfSecrets();
    Settings loaded = load();
    Config config = loaded.config();
    EdgeSettings settings = settings(config);
    checkCounted(settings);
    OutputCheck.check(
        Inputs.of(loaded, settings),
        views().outputs(settings.cameras().stream().map(camera -> camera.id().camera()).toList()));
    if (printConfig) {
      print(loaded, settings);
      return 0;
    }
    settings.cameras().forEach(camera -> camera.serve().check());
    Cameras.prepare();
    try (Console console = Console.create(quiet)) {
      // What is refused is refused before anything else is said.
      Views views =
          Views.open(
              views(),
              settings.files(),
              settings.cameras().size(),
              console,
              InstantSource.system());
      if (loaded.file().isEmpty()) {
        console.line(ConfigFile.none(EdgeNode.class, "edge-node"));
      }
      return EdgeRun.run(config, settings, views, limit(), console);
    }
  }

  private Settings load() {
    Settings loaded = source.load();
    return loaded.with(PairedWith.over(loaded.config(), Optional.ofNullable(node), arguments()));
  }

  private List<String> allSources() {
    List<String> all = new ArrayList<>(cameras);
    cameraFiles.forEach(file -> all.addAll(new SourceFile(file).sources()));
    return all;
  }

  private void warnOfSecrets() {
    if (!quiet) {
      List<String> arguments =
          Stream.concat(cameras.stream(), source.sourcesOfProperties().stream()).toList();
      Stream.concat(
              SourceFile.warning(arguments).stream(),
              cameraFiles.stream().flatMap(file -> new SourceFile(file).warning().stream()))
          .map(TimeStamp::before)
          .forEach(System.err::println);
    }
  }

  private void print(Settings loaded, EdgeSettings settings) {
    if (sources.size() < 2) {
      System.out.print(loaded.under(said(loaded.config())).print());
      return;
    }
    String name = settings.cameras().get(0).id().node();
    Config others = loaded.config().withoutPath(ConfigUtil.joinPath("throng", "edge-nodes", name));
    System.out.print(loaded.with(others).under(entry(settings)).print());
    System.out.println("# --node " + name + " runs these cameras.");
  }

  /** Several cameras of the command line as a file has them: an edge node's. */
  private Config entry(EdgeSettings settings) {
    String named = settings.cameras().get(0).id().node();
    Config entry = files.arguments().atPath(ConfigUtil.joinPath("throng", "edge-nodes", named));
    for (int i = 0; i < sources.size(); i++) {
      CameraId id = settings.cameras().get(i).id();
      String place = ConfigUtil.joinPath("throng", "edge-nodes", id.node(), "cameras", id.camera());
      Config camera = EdgeSettings.source(sources.get(i)).withFallback(source.arguments());
      entry = camera.atPath(place).withFallback(entry);
    }
    return entry;
  }

  /** The command line's words at each place where they hold. */
  private Config said(Config config) {
    Config said = source.arguments();
    String entry = ConfigUtil.joinPath("throng", "edge-nodes", String.valueOf(node));
    String cameras = entry + ".cameras";
    if (node != null && config.hasPath(cameras)) {
      Config all = files.arguments().atPath(entry);
      for (String camera : config.getObject(cameras).keySet()) {
        all = said.atKey(camera).atPath(cameras).withFallback(all);
      }
      return all;
    }
    Config one = sources.size() == 1 ? EdgeSettings.source(sources.get(0)) : ConfigFactory.empty();
    return one.withFallback(said).withFallback(files.arguments()).atPath("throng.edge-node");
  }

  private void checkCounted(EdgeSettings settings) {
    if (csv == null && files.needsRows()) {
      throw new SettingsException("--counts-every needs --csv FILE: that file's rows are meant.");
    }
    boolean wantsCounts =
        show || windows || record != null || maps != null || csv != null || stopAfter != null;
    if (wantsCounts && settings.cameras().stream().noneMatch(CameraSettings::counted)) {
      throw new SettingsException(
          "--show, --windows, --record, --maps, --csv and --stop-after need counts: leave"
              + " --no-count out. A viewer (edge-node view) shows and records what is only"
              + " served.");
    }
  }

  private EdgeSettings settings(Config config) {
    Path folder = Path.of("");
    return node != null
        ? EdgeSettings.ofEntry(config, node, arguments(), folder)
        : EdgeSettings.ofSources(config, sources, Optional.ofNullable(name), arguments(), folder);
  }

  private Config arguments() {
    return source.arguments().withFallback(files.arguments());
  }

  private ViewOptions views() {
    return new ViewOptions(
        show,
        windows,
        Optional.ofNullable(record),
        Optional.ofNullable(maps),
        Optional.ofNullable(csv));
  }

  private OptionalLong limit() {
    return stopAfter == null ? OptionalLong.empty() : OptionalLong.of(stopAfter);
  }
}
