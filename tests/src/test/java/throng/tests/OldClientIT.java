package throng.tests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The remote crowd counter's client, unchanged, against a GPU node. */
class OldClientIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String CONSTANT = "constant:rows=7,columns=9,value=0.25";
  private static final Pattern STOP_AND_WAIT =
      Pattern.compile("in stop-and-wait mode: at ([0-9.]+:[0-9]+)");

  @TempDir Path folder;

  @Test
  void everyPictureGetsItsMapInEitherMode() throws Exception {
    try (NodeProcess gpu = gpu(CONSTANT)) {
      assertEveryPictureGetsItsMap(gpu, false);
      assertEveryPictureGetsItsMap(gpu, true);
    }
  }

  private void assertEveryPictureGetsItsMap(NodeProcess gpu, boolean isStopAndWait)
      throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 5, 320, 240);
    try (OldCounterClient client = connect(gpu, isStopAndWait)) {
      for (int i = 0; i < 5; i++) {
        OldCounterClient.OldMap map =
            client.count(Files.readAllBytes(pictures.resolve("picture" + i + ".jpg")));

        assertThat(map.rows()).isEqualTo(7);
        assertThat(map.columns()).isEqualTo(9);
        assertThat(map.count()).isEqualTo(7 * 9 * 0.25);
      }
    }
  }

  @Test
  void aGreyPictureHasTheSameCountAsThroughAnEdgeNode() throws Exception {
    Path pictures = Photographs.greyFolder(folder.resolve("pictures"), 3, 320, 240);
    Path csv = folder.resolve("counts.csv");
    try (NodeProcess gpu = gpu("builtin");
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                pictures.toString(),
                "--gpu-node",
                gpu.address(),
                "--csv",
                csv.toString());
        OldCounterClient client = connect(gpu, false)) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      List<CsvRows.Row> rows = CsvRows.read(csv).rows();

      assertThat(rows).hasSize(3);
      for (CsvRows.Row row : rows) {
        double count = client.count(Files.readAllBytes(pictures.resolve(row.name()))).count();
        assertThat(count).isCloseTo(Double.parseDouble(row.count()), within(0.01));
      }
    }
  }

  @Test
  void aPictureThatIsNoneClosesThatConnectionAlone() throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 1, 320, 240);
    byte[] jpeg = Files.readAllBytes(pictures.resolve("picture0.jpg"));
    try (NodeProcess gpu = gpu(CONSTANT);
        OldCounterClient other = connect(gpu, false);
        OldCounterClient broken = connect(gpu, false)) {
      assertThat(other.count(jpeg).rows()).isEqualTo(7);
      broken.send("no JPEG at all".getBytes(US_ASCII));

      assertThat(broken.isHungUpOn()).isTrue();
      gpu.waitFor(Pattern.compile("picture 0 got no count \\(UNDECODABLE\\)"), MINUTE);
      assertThat(other.count(jpeg).rows()).isEqualTo(7);

      gpu.interrupt();

      gpu.exitCode(MINUTE);
      assertThat(gpu.output()).contains("2 counted", "Connections cut off: NO_COUNT 1.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999     ", "12x             "})
  void aHeaderThatIsWrongClosesTheConnection(String header) throws Exception {
    try (NodeProcess gpu = gpu(CONSTANT);
        OldCounterClient client = connect(gpu, true)) {
      client.raw(header.getBytes(US_ASCII));

      assertThat(client.isHungUpOn()).isTrue();
      gpu.waitFor(Pattern.compile("Closed the connection of "), MINUTE);
    }
  }

  @Test
  void aClientThatIsSilentIsHungUpOn() throws Exception {
    try (NodeProcess gpu = gpu(CONSTANT, "-Dthrong.gpu-node.legacy.idle-after=500ms");
        OldCounterClient client = connect(gpu, false)) {
      assertThat(client.isHungUpOn()).isTrue();
      gpu.waitFor(Pattern.compile("sent nothing for"), MINUTE);
    }
  }

  @Test
  void aNodeThatWantsATokenTurnsTheClientAway() throws Exception {
    Path token = folder.resolve("token");
    Files.writeString(token, "secret\n");
    Path pictures = Photographs.folder(folder.resolve("pictures"), 1, 320, 240);
    try (NodeProcess gpu = gpu(CONSTANT, "--token-file", token.toString());
        OldCounterClient client = connect(gpu, false)) {
      client.send(Files.readAllBytes(pictures.resolve("picture0.jpg")));

      assertThat(client.isHungUpOn()).isTrue();
      gpu.waitFor(Pattern.compile("refused a remote crowd counter's client \\(TOKEN\\)"), MINUTE);
    }
  }

  @Test
  void anAddressThatTheUserChoseMustBeFree() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        NodeProcess gpu =
            NodeProcess.gpu(
                folder,
                "--listen",
                "127.0.0.1:0",
                "--model",
                CONSTANT,
                "-Dthrong.gpu-node.legacy.stop-and-wait-listen=127.0.0.1:"
                    + taken.getLocalPort())) {
      assertThat(gpu.exitCode(MINUTE)).isNotZero();
      assertThat(gpu.output())
          .contains("Another program listens at", "legacy.stop-and-wait-listen");
    }
  }

  private OldCounterClient connect(NodeProcess gpu, boolean isStopAndWait) throws Exception {
    String address = gpu.address();
    return OldCounterClient.connect(
        isStopAndWait ? gpu.waitFor(STOP_AND_WAIT, MINUTE).group(1) : address, isStopAndWait);
  }

  private NodeProcess gpu(String model, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--listen",
                "127.0.0.1:0",
                "--model",
                model,
                "-Dthrong.gpu-node.legacy.stop-and-wait-listen=127.0.0.1:0"));
    arguments.addAll(List.of(more));
    return NodeProcess.gpu(folder, arguments.toArray(new String[0]));
  }
}
