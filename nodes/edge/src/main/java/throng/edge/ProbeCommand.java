package throng.edge;

import static com.typesafe.config.ConfigValueFactory.fromAnyRef;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import throng.common.command.Version;
import throng.common.settings.Settings;
import throng.edge.camera.CameraProbe;
import throng.edge.camera.CameraSpec;
import throng.edge.camera.Cameras;
import throng.edge.camera.PictureSettings;
import throng.streams.settings.Block;

/** {@code edge-node probe SOURCE}. */
@Command(
    name = "probe",
    description = "Opens a source, and says codec, size, rate, and whether it can be passed on.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ProbeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SOURCE", description = "What --camera would take.")
  private String source = "";

  @Mixin private final SourceOptions options = new SourceOptions();

  @Override
  public Integer call() {
    Settings settings = options.load();
    Config words = options.arguments().withValue("source", fromAnyRef(source, "SOURCE"));
    Block block = EdgeSettings.block(settings.config()).under(words);
    CameraSpec spec = CameraSettings.source(block, Path.of(""));
    Cameras.prepare();
    return CameraProbe.print(spec, PictureSettings.from(block, spec.isLive()), System.out);
  }
}
