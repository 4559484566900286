package throng.gpu;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import throng.common.command.Version;
import throng.gpu.model.ModelList;
import throng.gpu.model.ModelSettings;
import throng.gpu.model.Models;

/** {@code gpu-node models}: exit code 0 if all that are listed can be opened, else 1. */
@Command(
    name = "models",
    description = "Lists the embedded networks: parameters, errors, time on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", arity = "0..*", description = "Models to list beside them.")
  private List<Path> folders = List.of();

  @Mixin private CommonOptions options = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Models.prepare();
    ModelSettings settings =
        ModelSettings.from(CommonOptions.node(options.load(Map.of()).config()));
    boolean all = ModelList.run(folders, settings, spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return all ? 0 : 1;
  }
}
