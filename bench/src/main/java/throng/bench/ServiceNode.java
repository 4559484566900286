package throng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import throng.tests.NodeProcess;

/** A GPU node in a process of its own, with the flags that README gives to a service. */
final class ServiceNode implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Pattern STOP_AND_WAIT =
      Pattern.compile("in stop-and-wait mode: at ([0-9.]+:[0-9]+)");
  private static final Pattern PAGE = Pattern.compile("The page: http://([0-9.]+:[0-9]+)/");
  private static final String ANY_TOKEN = "s3cret";

  private final NodeProcess process;
  private final Path stateFolder;
  private final String token;
  private final String address;
  private final String stopAndWait;

  private ServiceNode(NodeProcess process, Path stateFolder, String token)
      throws InterruptedException {
    this.process = process;
    this.stateFolder = stateFolder;
    this.token = token;
    address = process.address();
    stopAndWait = process.waitFor(STOP_AND_WAIT, START).group(1);
  }

  /** One that listens on free ports of loopback. */
  static ServiceNode start(String model, boolean hasToken)
      throws IOException, InterruptedException {
    return start(model, hasToken, List.of());
  }

  /**
   * The same with more on its command line.
   *
   * @param more further arguments
   */
  static ServiceNode start(String model, boolean hasToken, List<String> more)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("throng-bench");
    folder.toFile().deleteOnExit();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--listen",
                "127.0.0.1:0",
                "--model",
                model,
                "-Dthrong.gpu-node.legacy.stop-and-wait-listen=127.0.0.1:0",
                "-Dthrong.gpu-node.state-folder=" + folder.resolve("state")));
    arguments.addAll(more);
    if (hasToken) {
      Path file = Files.writeString(folder.resolve("token"), ANY_TOKEN + "\n");
      file.toFile().deleteOnExit();
      arguments.add("--token-file");
      arguments.add(file.toString());
    }
    NodeProcess process = ServiceFlags.gpu(folder, arguments.toArray(String[]::new));
    try {
      return new ServiceNode(process, folder.resolve("state"), hasToken ? ANY_TOKEN : "");
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  String address() {
    return address;
  }

  /** Where the old counter's clients in stop-and-wait mode are served. */
  String stopAndWait() {
    return stopAndWait;
  }

  /** Where it serves its page, once it does. */
  String page() throws InterruptedException {
    return process.waitFor(PAGE, START).group(1);
  }

  Path stateFolder() {
    return stateFolder;
  }

  /** The processor time that it has used so far. */
  Duration processorTime() {
    return process.processorTime();
  }

  /** What it wants to be shown; empty: nothing. */
  String token() {
    return token;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String lastLine() {
    String output = process.output();
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  /** What it said at start that its peers may make it hold. */
  AnnouncedBudget budget() {
    return AnnouncedBudget.of(process.output());
  }

  @Override
  public void close() {
    process.close();
  }
}
