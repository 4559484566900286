package throng.common.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import throng.common.settings.NodeKind;
import throng.common.settings.Sample;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/** {@code edge-node init} and {@code gpu-node init}. */
@Command(
    name = "init",
    description = "Writes a file with every setting, commented out, and what it means.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class InitCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "conf/application.conf",
      description =
          "Must not be there yet. Default: ${DEFAULT-VALUE}, where it is found by itself.")
  private Path file = Path.of(".");

  @Spec private CommandSpec spec = CommandSpec.create();

  private final NodeKind node;

  public InitCommand(NodeKind node) {
    this.node = node;
  }

  @Override
  public Integer call() {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, Sample.of(node), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new SettingsException(
          file + " is there already, and is left as it is: name another file.");
    } catch (IOException e) {
      throw new SettingsException(file + " cannot be written: " + Reason.of(e) + ".");
    }
    spec.commandLine().getOut().println(file + " has every setting of " + node.program() + ".");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
