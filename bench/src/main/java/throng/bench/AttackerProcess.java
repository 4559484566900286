package throng.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import throng.bench.hostile.Attacker;
import throng.bench.hostile.Attacks;

/**
 * Who attacks, in a process of its own. It has what processor time the others leave: what it takes
 * to make an attack is not what the attack does.
 */
final class AttackerProcess {
  private static final long GRACE_SECONDS = 30;

  private AttackerProcess() {}

  /** Begins an attack, which ends by itself; gives what was done, a line a variant. */
  static CompletableFuture<List<String>> start(Attacks attack, double seconds, ServiceNode node)
      throws IOException {
    Process process =
        new ProcessBuilder(
                "nice",
                "-n",
                "19",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Attacker.class.getName(),
                attack.name(),
                String.format(Locale.ROOT, "%.1f", seconds),
                node.address(),
                node.stopAndWait())
            .redirectErrorStream(true)
            .start();
    return CompletableFuture.supplyAsync(() -> output(process))
        .completeOnTimeout(
            List.of("(did not end)"), (long) seconds + GRACE_SECONDS, TimeUnit.SECONDS)
        .whenComplete((lines, failure) -> process.destroyForcibly());
  }

  private static List<String> output(Process process) {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      return output.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
