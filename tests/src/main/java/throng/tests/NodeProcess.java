package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A node run as its user runs it: {@code java -jar}, with its output read line by line. So that
 * many can be started, {@code tests.node.jvm.flags} and {@link ClassArchives} may make that
 * cheaper.
 *
 * <p>Used by one thread beside the one that reads the output.
 */
public final class NodeProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  /** Of every node's JVM; none unless who runs the tests says so. */
  private static final List<String> FLAGS =
      Stream.of(System.getProperty("tests.node.jvm.flags", "").split(" "))
          .filter(flag -> !flag.isEmpty())
          .toList();

  private static final Pattern LISTENING = Pattern.compile("[Ll]istening on ([0-9.]+:[0-9]+)");
  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private NodeProcess(ProcessBuilder node, Path folder) throws IOException {
    // No two nodes share one, and nothing is left in the home of who runs this.
    node.environment().put("STATE_DIRECTORY", folder.resolve("state").toString());
    process = node.directory(folder.toFile()).redirectErrorStream(true).start();
    Thread reader = new Thread(this::read, "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** A GPU node that runs in {@code folder}. */
  public static NodeProcess gpu(Path folder, String... arguments) throws IOException {
    return start(List.of(), "nodes/gpu/target/gpu-node.jar", folder, arguments);
  }

  /**
   * A GPU node that listens at one free port of loopback, and nowhere else unless it is told to.
   */
  public static NodeProcess gpuAlone(Path folder, String model, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--listen",
                "127.0.0.1:0",
                "--model",
                model,
                "-Dthrong.gpu-node.web.listen=off",
                "-Dthrong.gpu-node.legacy.stop-and-wait-listen=off"));
    arguments.addAll(List.of(more));
    return gpu(folder, arguments.toArray(new String[0]));
  }

  /**
   * A GPU node that may have so many files and sockets open.
   *
   * @param most as {@code ulimit -n} takes it
   */
  public static NodeProcess gpuWithDescriptors(int most, Path folder, String... arguments)
      throws IOException {
    ProcessBuilder node = command(List.of(), "nodes/gpu/target/gpu-node.jar", arguments);
    List<String> limited =
        new ArrayList<>(
            List.of("bash", "-c", "ulimit -n \"$0\" && exec \"$@\"", String.valueOf(most)));
    limited.addAll(node.command());
    return new NodeProcess(node.command(limited), folder);
  }

  /** An edge node that runs in {@code folder}. */
  public static NodeProcess edge(Path folder, String... arguments) throws IOException {
    return start(List.of(), "nodes/edge/target/edge-node.jar", folder, arguments);
  }

  /**
   * An edge node whose windows open on a screen of their own.
   *
   * @param display the screen's name, as {@code DISPLAY} has it
   */
  public static NodeProcess edgeOn(String display, Path folder, String... arguments)
      throws IOException {
    return edgeWith(Map.of("DISPLAY", display), folder, arguments);
  }

  /**
   * An edge node with more in its environment.
   *
   * @param environment what is added
   */
  public static NodeProcess edgeWith(
      Map<String, String> environment, Path folder, String... arguments) throws IOException {
    ProcessBuilder node = command(List.of(), "nodes/edge/target/edge-node.jar", arguments);
    node.environment().putAll(environment);
    return new NodeProcess(node, folder);
  }

  /**
   * A node with flags for its JVM.
   *
   * @param jar its place in the repository
   */
  public static NodeProcess start(
      List<String> jvmFlags, String jar, Path folder, String... arguments) throws IOException {
    return new NodeProcess(command(jvmFlags, jar, arguments), folder);
  }

  private static ProcessBuilder command(List<String> jvmFlags, String jar, String... arguments) {
    List<String> command = new ArrayList<>(HearingInterrupts.launcher());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path program = Repository.root().resolve(jar);
    command.addAll(FLAGS);
    command.addAll(ClassArchives.flags(program));
    command.addAll(jvmFlags);
    command.add("-jar");
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** The address that a GPU node listens on, once it does. */
  public String address() throws InterruptedException {
    return waitFor(LISTENING, START).group(1);
  }

  /**
   * The first line, past or to come, that has a match.
   *
   * @throws IllegalStateException with the whole output, if none comes in time or the node ends
   */
  public synchronized Matcher waitFor(Pattern pattern, Duration atMost)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    int read = 0;
    while (true) {
      for (; read < lines.size(); read++) {
        Matcher matcher = pattern.matcher(lines.get(read));
        if (matcher.find()) {
          return matcher;
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0 || ended) {
        throw new IllegalStateException("No line like " + pattern + " in:\n" + output());
      }
      wait(left);
    }
  }

  /**
   * Waits for the end.
   *
   * @throws IllegalStateException with the whole output, if it does not end in time
   */
  public int exitCode(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("Still running after " + atMost + ":\n" + output());
    }
    synchronized (this) {
      while (!ended) {
        wait(100);
      }
    }
    return process.exitValue();
  }

  /** What the node reads as its standard input. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** The end of its standard input. */
  public void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Ctrl-C. */
  public void interrupt() throws IOException, InterruptedException {
    signal("INT");
  }

  /** SIGTERM, as a supervisor sends it. */
  public void terminate() throws IOException, InterruptedException {
    signal("TERM");
  }

  /** Halts it until it is {@link #resume resumed}: none of its threads runs. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  // Java's own way closes the output, too.
  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
  }

  /** SIGKILL: no shutdown hook runs. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The processor time that it has used so far. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  public long pid() {
    return process.pid();
  }

  /** What it listens on, as the kernel tells it: the table, and the place there in hex. */
  public List<String> listening() throws IOException {
    Set<String> own = sockets();
    List<String> places = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/net/" + table))) {
        String[] fields = line.strip().split("\\s+");
        boolean isListening = table.startsWith("udp") || fields[3].equals("0A");
        if (isListening && own.contains(fields[9])) {
          places.add(table + " " + fields[1]);
        }
      }
    }
    return places;
  }

  /** The inodes of its sockets. */
  private Set<String> sockets() throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
      for (Path file : files.toList()) {
        Matcher socket = SOCKET.matcher(Files.readSymbolicLink(file).toString());
        if (socket.matches()) {
          inodes.add(socket.group(1));
        }
      }
    }
    return inodes;
  }

  /** Everything that it has printed so far, both streams. */
  public synchronized String output() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void read() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(the output ended: " + e.getMessage() + ")");
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
