package throng.gpu;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import throng.common.command.Version;

/** {@code gpu-node cluster}: how the node that runs here sees its cluster. */
@Command(
    name = "cluster",
    description =
        "Tells which GPU nodes the one that runs here works with, what each has to do, and which"
            + " cameras were moved and why.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ClusterCommand implements Callable<Integer> {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--state-folder",
      paramLabel = "FOLDER",
      description = "Where the node keeps its state; else as its settings say.")
  private @Nullable String stateFolder;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    StateFolder folder =
        StateFolder.from(
            CommonOptions.node(
                options.load(Map.of("state-folder", Optional.ofNullable(stateFolder))).config()));
    spec.commandLine().getOut().print(ClusterFile.of(folder.path()).read());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
