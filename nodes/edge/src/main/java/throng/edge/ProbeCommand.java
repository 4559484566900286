package throng.edge;

import static com.typesafe.config.ConfigValueFactory.fromAnyRef;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import throng.common.command.Version;
import throng.common.console.TimeStamp;
import throng.common.settings.Settings;
import throng.edge.camera.CameraProbe;
import throng.edge.camera.CameraSpec;
import throng.edge.camera.Cameras;
import throng.edge.camera.PictureSettings;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

/** {@code edge-node probe SOURCE}. */
@Command(
    name = "probe",
    description = "Opens a source, and says codec, size, rate, and whether it can be passed on.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ProbeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "What --camera would take.")
  private @Nullable String source;

  @Option(
      names = "--camera-file",
      paramLabel = "FILE",
      description =
          "A file that holds the source: for an address with a password, which others could read in"
              + " an argument.")
  private @Nullable Path file;

  @Mixin private final SourceOptions options = new SourceOptions();

  @Override
  public Integer call() {
    warnOfSecrets();
    Settings settings = options.load();
    Config words = options.arguments().withValue("source", fromAnyRef(only(), "SOURCE"));
    Block block = EdgeSettings.block(settings.config()).under(words);
    CameraSpec spec = CameraSettings.source(block, Path.of(""));
    Cameras.prepare();
    return CameraProbe.print(spec, PictureSettings.from(block, spec.isLive()), System.out);
  }

  private void warnOfSecrets() {
    List<String> argument = Optional.ofNullable(source).stream().toList();
    Stream.concat(SourceFile.warning(argument).stream(), warningOfFile().stream())
        .map(TimeStamp::before)
        .forEach(System.err::println);
  }

  private Optional<String> warningOfFile() {
    return Optional.ofNullable(file).flatMap(path -> new SourceFile(path).warning());
  }

  private String only() {
    List<String> all = new ArrayList<>();
    Optional.ofNullable(source).ifPresent(all::add);
    Optional.ofNullable(file).ifPresent(path -> all.addAll(new SourceFile(path).sources()));
    if (all.size() != 1) {
      throw new SettingsException(
          "Say what to open: edge-node probe SOURCE, or --camera-file FILE with one source in it.");
    }
    return all.get(0);
  }
}
