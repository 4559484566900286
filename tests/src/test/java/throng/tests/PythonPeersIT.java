package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both nodes against Python programs like the old ones: OpenCV's JPEGs, sockets as the system gives
 * them, and a {@code recv} that is taken to return a whole header.
 */
class PythonPeersIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern STOP_AND_WAIT =
      Pattern.compile("in stop-and-wait mode: at ([0-9.]+:[0-9]+)");
  private static String python = "";

  @TempDir Path folder;

  @BeforeAll
  static void lookForOpenCv() throws Exception {
    python =
        PythonProgram.interpreter()
            .orElseGet(
                () ->
                    Assumptions.abort(
                        "No python3 with OpenCV (Debian: python3-opencv): the old programs'"
                            + " protocols are not tested against Python"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipelined", "wait"})
  void aCounterClientGetsAMapForEachPicture(String mode) throws Exception {
    Photographs.folder(folder.resolve("pictures"), 5, 320, 240);
    try (NodeProcess gpu = gpu("constant:rows=37,columns=50,value=0.25");
        PythonProgram client = client(gpu, mode, 5)) {
      assertThat(client.linesToItsEnd(MINUTE)).isEqualTo(Collections.nCopies(5, "37 50 462.500"));
    }
  }

  @Test
  void aCounterClientsGreyPicturesHaveTheCountsThatAnEdgeNodeGets() throws Exception {
    Path pictures = Photographs.greyFolder(folder.resolve("pictures"), 3, 320, 240);
    Path csv = folder.resolve("counts.csv");
    try (NodeProcess gpu = gpu("builtin");
        NodeProcess edge = edge(pictures, gpu.address(), "--csv", csv.toString(), "--grey");
        PythonProgram client = client(gpu, "pipelined", 3)) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      List<String> theirs = client.linesToItsEnd(MINUTE);
      List<CsvRows.Row> ours = CsvRows.read(csv).rows();

      assertThat(theirs).hasSize(3);
      assertThat(ours).hasSize(3);
      for (int i = 0; i < 3; i++) {
        assertThat(Double.parseDouble(theirs.get(i).split(" ", -1)[2]))
            .isCloseTo(Double.parseDouble(ours.get(i).count()), within(0.01));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipelined", "wait"})
  void aCounterServerCountsAFolderOfPictures(String mode) throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 12, 320, 240);
    Path csv = folder.resolve("counts.csv");
    Path maps = folder.resolve("maps");
    try (PythonProgram server = python("counter_server.py", mode);
        NodeProcess edge =
            edge(
                pictures,
                (mode.equals("wait") ? "legacy+wait://" : "legacy://") + server.address(),
                "--csv",
                csv.toString(),
                "--maps",
                maps.toString(),
                "--grey")) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      CsvRows rows = CsvRows.read(csv);
      rows.assertEveryFrameIsCounted(12);
      assertThat(server.lines(12))
          .isEqualTo(rows.rows().stream().map(row -> "320 240 grey " + row.count()).toList());
      assertThat(Identity.of(edge.output()).counted()).isEqualTo(12);
    }
    try (Stream<Path> files = Files.list(maps)) {
      assertThat(files.filter(file -> file.toString().endsWith("_density.png"))).hasSize(12);
    }
  }

  @Test
  void aCameraViewerSeesWhatTheEdgeServes() throws Exception {
    List<String> expected = new ArrayList<>(Collections.nCopies(3, "single 160 120"));
    expected.add("Unknown command");
    expected.addAll(Collections.nCopies(20, "streamed 160 120"));
    expected.add("hung up");
    try (NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                "test:people=5,size=160x120,fps=20",
                "--no-count",
                "--serve",
                "0");
        PythonProgram viewer =
            python("camera_viewer.py", host(edge.address()), port(edge.address()), "3", "20")) {
      assertThat(viewer.linesToItsEnd(MINUTE)).isEqualTo(expected);
      assertThat(edge.isAlive()).isTrue();
    }
  }

  @Test
  void aCameraServerIsViewedByOurs() throws Exception {
    try (PythonProgram server = python("camera_server.py");
        NodeProcess viewer =
            NodeProcess.edge(
                folder,
                "view",
                server.address(),
                "--headless",
                "--record",
                "film.avi",
                // It takes what it reads at once as one command, and may be late.
                "-Dthrong.edge-node.viewer.command-gap=500ms")) {
      type(viewer, "0 a.jpg\n0 b.jpg\n3\n");
      viewer.waitFor(Pattern.compile("fps, \\d{2,} pictures"), MINUTE);
      type(viewer, "q\n0 c.jpg\n2\n");

      assertThat(viewer.exitCode(MINUTE)).as(viewer.output()).isZero();
      assertThat(server.linesToItsEnd(MINUTE))
          .containsExactly("0", "1", "0", "1", "3", "q", "1", "0", "1", "2");
    }
    assertThat(folder.resolve("a.jpg")).isNotEmptyFile();
    assertThat(folder.resolve("b.jpg")).isNotEmptyFile();
    assertThat(folder.resolve("c.jpg")).isNotEmptyFile();
    assertThat(folder.resolve("film.avi")).isNotEmptyFile();
  }

  private PythonProgram client(NodeProcess gpu, String mode, int pictures) throws Exception {
    String shared = gpu.address();
    String address = mode.equals("wait") ? gpu.waitFor(STOP_AND_WAIT, MINUTE).group(1) : shared;
    List<String> arguments = new ArrayList<>(List.of(host(address), port(address), mode));
    for (int i = 0; i < pictures; i++) {
      arguments.add(folder.resolve("pictures/picture" + i + ".jpg").toString());
    }
    return python("counter_client.py", arguments.toArray(String[]::new));
  }

  private PythonProgram python(String program, String... arguments) throws IOException {
    return PythonProgram.start(python, folder.resolve("python"), program, arguments);
  }

  private NodeProcess gpu(String model) throws IOException {
    return NodeProcess.gpu(
        folder,
        "--listen",
        "127.0.0.1:0",
        "--model",
        model,
        "-Dthrong.gpu-node.legacy.stop-and-wait-listen=127.0.0.1:0");
  }

  private NodeProcess edge(Path pictures, String gpu, String... more) throws IOException {
    return NodeProcess.edge(
        folder,
        Stream.concat(
                Stream.of("--camera", pictures.toString(), "--gpu-node", gpu), Stream.of(more))
            .toArray(String[]::new));
  }

  private static void type(NodeProcess viewer, String lines) throws IOException {
    viewer.input().write(lines.getBytes(UTF_8));
    viewer.input().flush();
  }

  private static String host(String address) {
    return address.substring(0, address.lastIndexOf(':'));
  }

  private static String port(String address) {
    return address.substring(address.lastIndexOf(':') + 1);
  }
}
