package throng.gpu.publish.mqtt;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import throng.gpu.publish.Installed;
import throng.streams.testing.FreePort;

/** A broker on loopback that keeps what it retains in memory only. */
final class Mosquitto implements AutoCloseable {
  private static final String OPEN = "allow_anonymous true";

  private final Path config;
  private final int port;
  private Process process;

  private Mosquitto(Path config, int port, Process process) {
    this.config = config;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts one, or skips the test.
   *
   * @param more lines of its settings
   */
  static Mosquitto start(Path folder, String... more) throws IOException {
    if (program().isEmpty()) {
      Installed.isMissing("mosquitto", "mosquitto");
    }
    int port = FreePort.next();
    Path config =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            "listener %d 127.0.0.1\npersistence false\nuser root\n%s\n"
                .formatted(port, more.length == 0 ? OPEN : String.join("\n", more)));
    Mosquitto broker = new Mosquitto(config, port, run(config));
    broker.awaitListening();
    return broker;
  }

  private static Process run(Path config) throws IOException {
    return new ProcessBuilder(program().orElseThrow(), "-c", config.toString())
        .redirectErrorStream(true)
        .redirectOutput(config.resolveSibling("mosquitto.log").toFile())
        .start();
  }

  private static Optional<String> program() {
    return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
        .filter(it -> Files.isExecutable(Path.of(it)))
        .findFirst();
  }

  private void awaitListening() {
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
              }
            });
  }

  int port() {
    return port;
  }

  /** Ends it at once, and begins another one that knows nothing. */
  void restart() throws IOException {
    kill();
    process = run(config);
    awaitListening();
  }

  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<String> log() throws IOException {
    return Files.readAllLines(config.resolveSibling("mosquitto.log"));
  }

  @Override
  public void close() {
    kill();
  }
}
