package throng.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import throng.bench.hostile.Attacker;
import throng.bench.hostile.Attacks;

/**
 * Who attacks, in a process of its own that steps back behind the others: the processor time that
 * it takes to make an attack is not what the attack does.
 */
final class AttackerProcess {
  private static final long GRACE_SECONDS = 30;

  private AttackerProcess() {}

  /** Begins an attack, which ends by itself; then what was done is told, a line a variant. */
  static CompletableFuture<List<String>> start(Attacks attack, double seconds, ServiceNode node)
      throws IOException {
    Process process =
        new ProcessBuilder(
                "nice",
                "-n",
                "15",
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
    BufferedReader output = process.inputReader(UTF_8);
    awaitReady(output);
    return CompletableFuture.supplyAsync(() -> output.lines().toList())
        .completeOnTimeout(
            List.of("(did not end)"), (long) seconds + GRACE_SECONDS, TimeUnit.SECONDS)
        .whenComplete((lines, failure) -> process.destroyForcibly());
  }

  private static void awaitReady(BufferedReader output) throws IOException {
    StringBuilder read = new StringBuilder();
    for (String line = output.readLine(); !Attacker.READY.equals(line); line = output.readLine()) {
      if (line == null) {
        throw new IOException("The attackers did not begin: " + read);
      }
      read.append(line).append('\n');
    }
  }
}
