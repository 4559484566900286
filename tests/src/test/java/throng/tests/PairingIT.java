package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.pki.PairedFolders;

/** Two commands let an edge node in, while the GPU node runs. */
class PairingIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String MODEL = "constant:rows=6,columns=8,value=0.25";
  private static final String CAMERA = "test:people=2,size=160x120,fps=20";

  @TempDir Path folder;
  private final List<NodeProcess> nodes = new ArrayList<>();

  @AfterEach
  void stopTheNodes() {
    nodes.forEach(NodeProcess::close);
  }

  private Path home(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private NodeProcess gpu(String... arguments) throws IOException {
    return noted(NodeProcess.gpu(home("gpu"), arguments));
  }

  private NodeProcess edge(String name, String... arguments) throws IOException {
    return noted(NodeProcess.edge(home(name), arguments));
  }

  private NodeProcess noted(NodeProcess node) {
    nodes.add(node);
    return node;
  }

  private NodeProcess serving() throws IOException {
    return gpu("--listen", "127.0.0.1:0", "--model", MODEL, "-Dthrong.gpu-node.web.listen=off");
  }

  /** What {@code gpu-node pair} tells to type: the words after {@code edge-node}. */
  private String[] told(NodeProcess gpu, String name) throws Exception {
    NodeProcess pair = gpu("pair", name, "--address", gpu.address());
    assertThat(pair.exitCode(MINUTE)).as(pair.output()).isZero();
    return pair.waitFor(Pattern.compile("^  edge-node (pair \\S+ \\S+)$"), MINUTE)
        .group(1)
        .split(" ");
  }

  private void counts(NodeProcess gpu, String name) throws Exception {
    NodeProcess edge =
        edge(name, "--camera", CAMERA, "--gpu-node", gpu.address(), "--stop-after", "5");
    assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
  }

  @Test
  void twoCommandsEncryptACameraThatIsThenCounted() throws Exception {
    NodeProcess gpu = serving();
    gpu.address();
    String[] command = told(gpu, "lobby");

    NodeProcess pair = edge("edge", command);
    assertThat(pair.exitCode(MINUTE)).as(pair.output()).isZero();
    assertThat(pair.output()).contains("This is edge/lobby from now on.");
    counts(gpu, "edge");

    NodeProcess list = gpu("pair", "--list");
    assertThat(list.exitCode(MINUTE)).isZero();
    assertThat(list.output()).contains("edge/lobby  paired, its certificate ends 20");
    NodeProcess again = edge("thief", command);
    assertThat(again.exitCode(MINUTE)).isEqualTo(1);
    assertThat(again.output()).contains("Not paired: This pairing code was used already");
    assertThat(home("thief").resolve("state").resolve("edge-pki").resolve("node.crt"))
        .doesNotExist();
    tellsNoSecret(command[2]);
  }

  /** The code stands where {@code gpu-node pair} printed it, and nowhere else. */
  private void tellsNoSecret(String code) throws IOException {
    String secret = code.substring(code.length() - 13);
    long printed = nodes.stream().filter(node -> node.output().contains(secret)).count();
    assertThat(printed).isOne();
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text).as("%s", file).doesNotContain(secret);
      }
    }
  }

  @Test
  void theCodeIsAskedForOnStandardInput() throws Exception {
    NodeProcess gpu = serving();
    String[] command = told(gpu, "lobby");

    NodeProcess pair = edge("edge", "pair", command[1]);
    pair.input()
        .write(
            (command[2].toLowerCase(java.util.Locale.ROOT) + "\n")
                .getBytes(StandardCharsets.UTF_8));
    pair.closeInput();

    assertThat(pair.exitCode(MINUTE)).as(pair.output()).isZero();
    counts(gpu, "edge");
  }

  @Test
  void whoWasUnpairedIsRefusedAtOnce() throws Exception {
    NodeProcess gpu = serving();
    assertThat(edge("edge", told(gpu, "lobby")).exitCode(MINUTE)).isZero();
    NodeProcess counting = edge("edge", "--camera", CAMERA, "--gpu-node", gpu.address());
    counting.waitFor(Pattern.compile("connected to .*, which counts with"), MINUTE);

    NodeProcess unpair = gpu("unpair", "lobby");
    assertThat(unpair.exitCode(MINUTE)).as(unpair.output()).isZero();

    assertThat(counting.exitCode(MINUTE)).as(counting.output()).isEqualTo(3);
    assertThat(counting.output()).contains("edge/lobby");
  }

  @Test
  void certificatesAreRenewedWhileCamerasAreCounted() throws Exception {
    Path gpuFolder = home("gpu").resolve("state").resolve("pki");
    Path edgeFolder = home("edge").resolve("state").resolve("edge-pki");
    Instant paired = Instant.now().minus(Duration.ofDays(300));
    PairedFolders.make(gpuFolder, edgeFolder, "lobby", paired);
    NodeProcess gpu = serving();
    NodeProcess edge = edge("edge", "--camera", CAMERA, "--gpu-node", gpu.address());

    edge.waitFor(Pattern.compile("The certificate was renewed; it ends "), MINUTE);
    gpu.waitFor(Pattern.compile("The certificate was renewed; it ends "), MINUTE);

    Instant inElevenMonths = Instant.now().plus(Duration.ofDays(330));
    assertThat(PairedFolders.end(edgeFolder)).isAfter(inElevenMonths);
    assertThat(PairedFolders.end(gpuFolder)).isAfter(inElevenMonths);
    await().atMost(MINUTE).until(() -> edge.output().contains("holds until"));
    edge.interrupt();
    assertThat(edge.exitCode(MINUTE)).isEqualTo(130);
    assertThat(edge.output()).contains("lost 0").doesNotContain("Warning");
    counts(gpu, "edge");
  }

  @Test
  void aCameraThatIsCountedAlreadyIsEncryptedOnceItsEdgeNodeIsPaired() throws Exception {
    NodeProcess gpu = serving();
    NodeProcess counting = edge("edge", "--camera", CAMERA, "--gpu-node", gpu.address());
    counting.waitFor(Pattern.compile("connected to .*, which counts with"), MINUTE);

    assertThat(edge("edge", told(gpu, "lobby")).exitCode(MINUTE)).isZero();

    counting.waitFor(Pattern.compile("This edge node was paired: what it sends is"), MINUTE);
    await().atMost(MINUTE).until(() -> counting.output().split("which counts with", -1).length > 2);
    // It has come in as who it is now, by its certificate.
    assertThat(gpu("unpair", "lobby").exitCode(MINUTE)).isZero();
    assertThat(counting.exitCode(MINUTE)).as(counting.output()).isEqualTo(3);
    assertThat(counting.output()).contains("edge/lobby was revoked");
  }
}
