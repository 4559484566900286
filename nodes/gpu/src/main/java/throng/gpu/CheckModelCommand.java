package throng.gpu;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import throng.common.command.Version;
import throng.gpu.model.ModelCheck;
import throng.gpu.model.ModelSettings;
import throng.gpu.model.Models;

/** {@code gpu-node check-model FOLDER}: exit code 0 if it can be served, else 1. */
@Command(
    name = "check-model",
    description = "Says in words whether a folder's model can be served.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CheckModelCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FOLDER",
      description = "Holds model.onnx and model.conf; or builtin, or builtin:NAME.")
  private String model = "";

  @Mixin private CommonOptions options = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Models.prepare();
    ModelSettings settings =
        ModelSettings.from(CommonOptions.node(options.load(Map.of()).config()));
    boolean fits = ModelCheck.run(model, settings, spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return fits ? 0 : 1;
  }
}
