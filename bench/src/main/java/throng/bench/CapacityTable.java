package throng.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gpu-node capacity} for each network, in a process of its own as the program is. */
@Command(
    name = "capacity",
    description = "How many cameras of 640x480 at 5 frames a second this machine serves.")
final class CapacityTable implements Table {
  @Option(
      names = "--model",
      description = "The networks.",
      defaultValue = "builtin",
      arity = "1..*")
  private List<String> models = List.of("builtin");

  @Parameters(description = "Further options of gpu-node capacity, after --.", arity = "0..*")
  private List<String> options = List.of();

  private int exitCode;

  @Override
  public void print() throws IOException, InterruptedException {
    for (String model : models) {
      Lines.title("Cameras that this machine serves, " + model + " network");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of("throng.gpu.GpuNode", "capacity", "--model", model));
      command.addAll(options);
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      exitCode = exitCode == 0 ? code : exitCode;
    }
  }

  /** The first of the programs' that is not 0. */
  @Override
  public Integer call() throws Exception {
    print();
    return exitCode;
  }
}
