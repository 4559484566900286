package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.testing.FreePort;

/** What a GPU node says of a peer that breaks the rules, and what it keeps to itself. */
class QuietIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern OF_A_PEER = Pattern.compile("Closed the connection of 127\\.");

  @TempDir Path folder;

  @Test
  void saysWhatAPeerDoesWrong() throws Exception {
    try (NodeProcess gpu = gpu("127.0.0.1:0")) {
      sendNonsense(socket(gpu.address()));

      gpu.waitFor(OF_A_PEER, MINUTE);
    }
  }

  @Test
  void saysNothingOfItWhenQuiet() throws Exception {
    String address = "127.0.0.1:" + FreePort.next();
    try (NodeProcess gpu = gpu(address, "--quiet")) {
      await().atMost(MINUTE).ignoreExceptions().untilAsserted(() -> sendNonsense(socket(address)));
      for (int i = 0; i < 20; i++) {
        sendNonsense(socket(address));
      }
      gpu.interrupt();
      gpu.exitCode(MINUTE);

      assertThat(gpu.output()).isEmpty();
    }
  }

  @Test
  void tellsWhoseTokenIsWrongAlsoWhenQuiet() throws Exception {
    String address = "127.0.0.1:" + FreePort.next();
    Path right = Files.writeString(folder.resolve("right"), "one-token\n");
    Path wrong = Files.writeString(folder.resolve("wrong"), "another-token\n");
    try (NodeProcess gpu = gpu(address, "--quiet", "--token-file", right.toString())) {
      await().atMost(MINUTE).ignoreExceptions().untilAsserted(() -> sendNonsense(socket(address)));
      try (NodeProcess edge =
          NodeProcess.edge(
              folder,
              "--camera",
              "test:frames=3",
              "--gpu-node",
              address,
              "--token-file",
              wrong.toString())) {
        assertThat(edge.exitCode(MINUTE)).isEqualTo(3);
      }

      gpu.waitFor(Pattern.compile("Refused 127\\.0\\.0\\.1:\\d+: .*token"), MINUTE);
      assertThat(gpu.output()).doesNotContain("Closed the connection", "another-token");
    }
  }

  /** Reads until the node closes, so that it has been noted. */
  private static void sendNonsense(InetSocketAddress node) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(node, 30_000);
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: node\r\n\r\n".repeat(4).getBytes(UTF_8));
      assertThat(socket.getInputStream().readAllBytes())
          .as("a refusal, not a frame")
          .hasSizeLessThan(5_000);
    }
  }

  private NodeProcess gpu(String listen, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--listen",
                listen,
                "--model",
                "constant",
                "-Dthrong.gpu-node.legacy.stop-and-wait-listen=off"));
    arguments.addAll(List.of(more));
    return NodeProcess.gpu(folder, arguments.toArray(new String[0]));
  }

  private static InetSocketAddress socket(String address) {
    String[] hostAndPort = address.split(":");
    return new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1]));
  }
}
