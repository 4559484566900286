package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code edge-node --serve} and viewers of 2024. */
class ServedCameraIT {
  private static final String CAMERA = "test:people=5,size=160x120,fps=20";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void servesEachViewerInItsOwnModeWithoutAGpuNode() throws Exception {
    try (NodeProcess edge = serving();
        ViewerSocket stream = new ViewerSocket(edge.address());
        ViewerSocket stalled = new ViewerSocket(edge.address());
        ViewerSocket single = new ViewerSocket(edge.address())) {
      stalled.send("3");
      stream.send("3\n");
      single.send("0");
      assertIsPicture(single.picture());
      single.send("0 0 xyz\n");
      assertThat(single.text(15)).isEqualTo("Unknown command");
      single.send("10");
      assertIsPicture(single.picture());
      for (int i = 0; i < 40; i++) {
        assertIsPicture(stream.picture());
      }
      single.send("2");
      single.awaitEnd();
      assertIsPicture(stream.picture());
      assertThat(edge.isAlive()).isTrue();
      edge.waitFor(Pattern.compile("fps to 127.*fps"), MINUTE);
      assertThat(edge.output()).contains("no authentication");

      edge.interrupt();

      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
    }
  }

  @Test
  void endsOnAViewersCommandWhereItIsAllowed() throws Exception {
    try (NodeProcess edge = serving("--serve-allow-shutdown");
        ViewerSocket viewer = new ViewerSocket(edge.address())) {
      viewer.send("2");

      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      viewer.awaitEnd();
    }
  }

  @Test
  void saysWhoSeesTheCameraWhereItIsServedToTheNetwork() throws Exception {
    try (NodeProcess edge =
            NodeProcess.edge(folder, "--camera", CAMERA, "--no-count", "--serve", "0.0.0.0:0");
        ViewerSocket viewer = new ViewerSocket(edge.address())) {
      edge.waitFor(
          Pattern.compile("listening on 0\\.0\\.0\\.0:\\d+ .*everybody who reaches that address"),
          MINUTE);
      viewer.send("0");

      assertIsPicture(viewer.picture());
    }
  }

  @Test
  void saysThatAnAddressIsInUse() throws Exception {
    try (NodeProcess first = serving();
        NodeProcess second =
            NodeProcess.edge(
                folder, "--camera", CAMERA, "--no-count", "--serve", first.address())) {
      assertThat(second.exitCode(MINUTE)).as(second.output()).isEqualTo(2);
      assertThat(second.output())
          .contains("Another program listens at " + first.address(), "--serve")
          .doesNotContain("Exception", "ERROR");
    }
  }

  @Test
  void playsAFileAtItsOwnRateAndHangsUpAtItsEnd() throws Exception {
    long began = System.nanoTime();
    try (NodeProcess edge =
            NodeProcess.edge(
                folder, "--camera", CAMERA + ",frames=100", "--no-count", "--serve", "0");
        ViewerSocket viewer = new ViewerSocket(edge.address())) {
      viewer.send("3");
      viewer.awaitEnd();
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void servesTheOverlayBesideCounting() throws Exception {
    Path csv = folder.resolve("counts.csv");
    try (NodeProcess gpu =
            NodeProcess.gpu(
                folder,
                "--listen",
                "127.0.0.1:0",
                "--model",
                "constant:rows=6,columns=8,value=0.25,latency=5ms");
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                CAMERA,
                "--gpu-node",
                gpu.address(),
                "--serve",
                "127.0.0.1:0",
                "--serve-overlay",
                "--csv",
                csv.toString());
        ViewerSocket viewer = new ViewerSocket(edge.address());
        ViewerSocket stalled = new ViewerSocket(edge.address())) {
      stalled.send("3");
      viewer.send("3");
      for (int i = 0; i < 10; i++) {
        assertIsPicture(viewer.picture());
      }
      await().atMost(MINUTE).until(() -> CsvRows.count(csv) > 30);

      edge.interrupt();

      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
      CsvRows.read(csv).assertInOrder();
      Identity.of(edge.output());
    }
  }

  private NodeProcess serving(String... more) throws IOException {
    String[] always = {"--camera", CAMERA, "--no-count", "--serve", "0"};
    String[] all = java.util.Arrays.copyOf(always, always.length + more.length);
    System.arraycopy(more, 0, all, always.length, more.length);
    return NodeProcess.edge(folder, all);
  }

  private static void assertIsPicture(byte[] jpeg) throws IOException {
    assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(160);
  }
}
