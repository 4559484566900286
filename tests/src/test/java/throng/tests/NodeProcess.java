package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node run as its user runs it: {@code java -jar}, with its output read line by line. */
final class NodeProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Pattern LISTENING = Pattern.compile("[Ll]istening on ([0-9.]+:[0-9]+)");

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private NodeProcess(List<String> command, Path folder, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    process = builder.start();
    reader = new Thread(this::read, "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** A GPU node in {@code folder}. */
  static NodeProcess gpu(Path folder, String... arguments) throws IOException {
    return start("nodes/gpu/target/gpu-node.jar", folder, Map.of(), arguments);
  }

  /** An edge node in {@code folder}. */
  static NodeProcess edge(Path folder, String... arguments) throws IOException {
    return start("nodes/edge/target/edge-node.jar", folder, Map.of(), arguments);
  }

  /** An edge node whose windows open on {@code display}. */
  static NodeProcess edgeOn(XDisplay display, Path folder, String... arguments) throws IOException {
    Map<String, String> environment = Map.of("DISPLAY", display.name());
    return start("nodes/edge/target/edge-node.jar", folder, environment, arguments);
  }

  private static NodeProcess start(
      String jar, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(Repository.root().resolve(jar).toString());
    command.addAll(List.of(arguments));
    return new NodeProcess(command, folder, environment);
  }

  /** The address that a GPU node listens on, once it does. */
  String address() {
    return waitFor(LISTENING, START).group(1);
  }

  /** The first line, past or to come, that matches. */
  Matcher waitFor(Pattern pattern, Duration atMost) {
    Matcher[] found = new Matcher[1];
    await("a line like " + pattern)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(20))
        .failFast(() -> !process.isAlive() && !reader.isAlive() && find(pattern, found) == null)
        .until(() -> find(pattern, found) != null);
    return found[0];
  }

  /** Waits for the end. */
  int exitCode(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + atMost + ":\n" + output());
    }
    reader.join(5000);
    return process.exitValue();
  }

  /** What the node reads as its standard input. */
  OutputStream input() {
    return process.getOutputStream();
  }

  /** The end of its standard input. */
  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    signal("INT");
  }

  /** SIGKILL: no shutdown hook runs. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String output() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private void read() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("(output ended: " + e.getMessage() + ")");
    }
  }

  private Matcher find(Pattern pattern, Matcher[] found) {
    for (String line : lines) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        found[0] = matcher;
        return matcher;
      }
    }
    return found[0];
  }

  /** Where the tests stand in the repository. */
  static final class Repository {
    private Repository() {}

    static Path root() {
      Path folder = Path.of("").toAbsolutePath();
      while (!Files.exists(folder.resolve("nodes"))) {
        folder = folder.getParent();
      }
      return folder;
    }
  }
}
