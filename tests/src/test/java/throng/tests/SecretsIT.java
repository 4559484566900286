package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs are given secrets, and nothing that they write holds one. */
class SecretsIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String PASSWORD = "s3cr3t";
  private static final String TOKEN = "t0k3n";

  @TempDir Path folder;
  private final List<String> written = new ArrayList<>();
  private Path token;
  private NodeProcess gpu;

  @BeforeEach
  void startTheNode() throws IOException {
    token = Files.writeString(folder.resolve("token-file"), TOKEN + "\n");
    gpu =
        NodeProcess.gpu(
            folder,
            "--listen",
            "127.0.0.1:0",
            "--token-file",
            token.toString(),
            "--model",
            "constant:rows=6,columns=8,value=0.25");
  }

  @AfterEach
  void stopTheNode() {
    gpu.close();
  }

  @Test
  void aSourceThatWorksTellsNoSecret() throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 5, 160, 120);
    try (Stream<Path> files = Files.list(pictures);
        MjpegServer camera = new MjpegServer(files.toList())) {
      String address =
          camera.address().replace("http://", "http://admin:" + PASSWORD + "%23x@")
              + "?sig="
              + PASSWORD;
      Path csv = folder.resolve("out.csv");
      written.add(output("probe", address));
      try (NodeProcess edge = counting("--camera", address, "--csv", csv.toString())) {
        await().atMost(MINUTE).until(() -> Files.exists(csv) && Files.size(csv) > 200);
        written.add(threads(edge.pid()));
        written.add(threads(gpu.pid()));
        edge.interrupt();
        assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
        written.add(edge.output());
      }
      written.add(Files.readString(csv));
    }

    assertNoSecret();
    assertThat(String.join("\n", written)).contains("captured ").contains("http://***@127.0.0.1:");
  }

  @Test
  void aSourceThatFailsTellsNoSecret() throws Exception {
    Path settings = Files.createDirectories(folder.resolve("conf")).resolve("application.conf");
    Files.writeString(
        settings,
        """
        throng.edge-nodes.lobby {
          token-file = "%s"
          cameras {
            slash { source = "http://admin:12345/%s@127.0.0.1:%d/" }
            hall { source = "http://127.0.0.1:%d/a?sig=%s" }
          }
        }
        """
            .formatted(token, PASSWORD, closedPort(), closedPort(), PASSWORD));
    written.add(output("--print-config", "--config", settings.toString()));
    String config = settings.toString();
    try (NodeProcess edge =
        counting("--config", config, "--node", "lobby", "--give-up-after", "60s")) {
      edge.waitFor(Pattern.compile("hall: .*tried again"), MINUTE);
      written.add(threads(edge.pid()));
      edge.interrupt();
      edge.exitCode(MINUTE);
      written.add(edge.output());
    }
    written.add(output("probe", "http://admin:12345#" + PASSWORD + "@127.0.0.1:1/a"));

    assertNoSecret();
    assertThat(String.join("\n", written)).contains("sig=***").contains("%2F");
  }

  @Test
  void whatIsWrongTellsNoSecret() throws Exception {
    String address = "rtsp://admin:12345/" + PASSWORD + "@camera/a";
    Path broken = folder.resolve("broken.conf");
    Files.writeString(broken, "throng.edge-node {\n source = \"rtsp://u:p\"" + PASSWORD + "\"x\n");
    written.add(output("--print-config", "--camera", address));
    written.add(output("--print-config", "-Dthrong.edge-node.source=" + address));
    written.add(output("--camera", address.replace("12345", PASSWORD)));
    written.add(output("--camra", address));
    written.add(output("--node", address));
    written.add(output("--config", broken.toString()));
    written.add(output("view", address));
    try (NodeProcess node =
        NodeProcess.gpu(folder, "--listen", "http://admin:" + PASSWORD + "@h:1")) {
      assertThat(node.exitCode(MINUTE)).isEqualTo(2);
      written.add(node.output());
    }
    try (NodeProcess node =
        NodeProcess.gpu(folder, "--print-config", "--token-file", token.toString())) {
      assertThat(node.exitCode(MINUTE)).isZero();
      written.add(node.output());
    }

    assertNoSecret();
  }

  @Test
  void pairingTellsNoSecretAndKeepsItsFilesForTheirOwner() throws Exception {
    String code;
    try (NodeProcess pair = NodeProcess.gpu(folder, "pair", "lobby", "--address", gpu.address())) {
      assertThat(pair.exitCode(MINUTE)).as(pair.output()).isZero();
      code = pair.waitFor(Pattern.compile("edge-node pair \\S+ (\\S+)$"), MINUTE).group(1);
    }
    try (NodeProcess edge = NodeProcess.edge(folder, "pair", gpu.address())) {
      edge.input().write((code + "\n").getBytes(UTF_8));
      edge.closeInput();
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      written.add(edge.output());
    }
    written.add(
        output(
            "--camera",
            "test:people=2,size=160x120,fps=20",
            "--gpu-node",
            gpu.address(),
            "--stop-after",
            "5"));
    written.add(output("--print-config"));
    for (String[] command :
        new String[][] {{"pair", "--list"}, {"--print-config"}, {"unpair", "lobby"}}) {
      try (NodeProcess node = NodeProcess.gpu(folder, command)) {
        assertThat(node.exitCode(MINUTE)).as(node.output()).isZero();
        written.add(node.output());
      }
    }

    assertNoSecret();
    String all = String.join("\n", written);
    assertThat(all).doesNotContain(code.substring(code.length() - 13));
    List<Path> kept = files(folder.resolve("state"), "pki", "edge-pki");
    assertThat(kept).hasSizeGreaterThan(6);
    for (Path file : kept) {
      assertThat(permissions(file))
          .as("%s", file)
          .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      List<String> lines = file.toString().endsWith(".key") ? Files.readAllLines(file) : List.of();
      assertThat(lines).noneMatch(it -> !it.startsWith("-") && all.contains(it));
    }
  }

  private static List<Path> files(Path state, String... folders) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String name : folders) {
      try (Stream<Path> files = Files.walk(state.resolve(name))) {
        all.addAll(files.toList());
      }
    }
    return all;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private void assertNoSecret() {
    written.add(gpu.output());
    assertThat(written)
        .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain(PASSWORD, TOKEN, "12345"));
  }

  private NodeProcess counting(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--gpu-node", gpu.address(), "--token-file", token.toString()));
    return NodeProcess.edge(folder, all.toArray(new String[0]));
  }

  /** What the edge node writes until it ends by itself. */
  private String output(String... arguments) throws Exception {
    try (NodeProcess edge = NodeProcess.edge(folder, arguments)) {
      edge.exitCode(MINUTE);
      return edge.output();
    }
  }

  /** The names of the process' threads, and where each is. */
  private static String threads(long pid) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print")
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(text).contains("main");
    return text;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
