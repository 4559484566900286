package throng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.tests.NodeProcess;

/**
 * What the page, the history and what is published cost a GPU node that has nothing to do: its jar,
 * its start until it listens, which is once it is warm, and its resident memory. All kinds take
 * turns, so that they have the same machine.
 */
@Command(
    name = "idle",
    description = "Jar, start and idle memory of a GPU node, with and without its page.")
final class IdleTable implements Table {
  private static final double START = 1.3;
  private static final double MEMORY = 60;
  private static final double JAR = 25;
  private static final double MB = 1e6;
  private static final String OURS = "nodes/gpu/target/gpu-node.jar";

  @Option(names = "--rounds", description = "How often each is started.", defaultValue = "7")
  private int rounds = 7;

  @Option(names = "--seconds", description = "How long it is idle first.", defaultValue = "30")
  private int seconds = 30;

  @Option(
      names = "--before",
      paramLabel = "JAR",
      description = "The jar of a version to compare with, such as the last one without a page.")
  private @Nullable Path before;

  /** One kind of node, and what was measured of it. */
  private record Kind(
      String name, String jar, List<String> options, List<Double> starts, List<Double> memory) {
    Kind(String name, String jar, String... options) {
      this(name, jar, List.of(options), new ArrayList<>(), new ArrayList<>());
    }

    double jarMegabytes() throws IOException {
      return Files.size(Path.of(jar)) / MB;
    }
  }

  @Override
  public void print() throws Exception {
    List<Kind> kinds = kinds();
    Progress progress = new Progress("idle", (long) rounds * kinds.size());
    for (int round = 0; round < rounds; round++) {
      for (Kind kind : kinds) {
        measure(kind);
        progress.step();
      }
    }
    Lines.title("A GPU node with nothing to do, started as a service is; medians of " + rounds);
    Lines.print("%-26s %9s %9s %9s", "", "start, s", "idle, MB", "jar, MB");
    for (Kind kind : kinds) {
      Lines.print(
          "%-26s %9.2f %9.0f %9.1f",
          kind.name(), Medians.of(kind.starts()), Medians.of(kind.memory()), kind.jarMegabytes());
    }
    Kind last = kinds.get(kinds.size() - 1);
    for (Kind kind : kinds.subList(0, kinds.size() - 1)) {
      compare(kind, last);
    }
  }

  private List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    Optional.ofNullable(before)
        .ifPresent(jar -> kinds.add(new Kind("before", jar.toAbsolutePath().toString())));
    kinds.add(
        new Kind(
            "without page and history",
            OURS,
            "-Dthrong.gpu-node.web.listen=off",
            "-Dthrong.gpu-node.history.keep=off"));
    kinds.add(new Kind("as it is", OURS, "-Dthrong.gpu-node.web.listen=127.0.0.1:0"));
    return kinds;
  }

  private static void compare(Kind less, Kind all) throws IOException {
    double start = Medians.ratio(all.starts(), less.starts());
    double memory = Medians.of(all.memory()) - Medians.of(less.memory());
    double jar = all.jarMegabytes() - less.jarMegabytes();
    Lines.print("against '%s':", less.name());
    Lines.print("  start x %.2f, at most %.1f  %s", start, START, Lines.met(start <= START));
    Lines.print("  idle %+.0f MB, at most %.0f  %s", memory, MEMORY, Lines.met(memory <= MEMORY));
    Lines.print("  jar %+.1f MB, at most %.0f  %s", jar, JAR, Lines.met(jar <= JAR));
  }

  private void measure(Kind kind) throws Exception {
    Path folder = Files.createTempDirectory("throng-bench");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--listen",
                "127.0.0.1:0",
                "-Dthrong.gpu-node.legacy.stop-and-wait-listen=127.0.0.1:0"));
    arguments.addAll(kind.options());
    if (kind.jar().equals(OURS)) {
      arguments.add("-Dthrong.gpu-node.state-folder=" + folder.resolve("state"));
    }
    long begin = System.nanoTime();
    try (NodeProcess node =
        ServiceFlags.gpuOf(kind.jar(), folder, arguments.toArray(String[]::new))) {
      node.address();
      kind.starts().add((System.nanoTime() - begin) / 1e9);
      Thread.sleep(Duration.ofSeconds(seconds).toMillis());
      kind.memory().add(ResidentMemory.resident(node.pid()));
      node.terminate();
      node.exitCode(Duration.ofMinutes(1));
    }
  }
}
