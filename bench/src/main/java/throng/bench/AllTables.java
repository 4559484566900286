package throng.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** Every table, one after another, each in a process of its own so that none warms another up. */
@Command(name = "all", description = "Every table, one after another; about 55 minutes.")
final class AllTables implements Table {
  private static final List<String> ORDER =
      List.of(
          "throughput",
          "processor",
          "fastest",
          "peers",
          "fairness",
          "neighbours",
          "age",
          "roundtrip",
          "memory",
          "idle",
          "cluster",
          "codec",
          "decode",
          "batcher",
          "capacity");

  @Override
  public void print() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    for (String table : ORDER) {
      new ProcessBuilder(java, "-cp", classPath, Bench.class.getName(), table)
          .inheritIO()
          .start()
          .waitFor();
    }
  }
}
