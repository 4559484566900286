package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a camera or a file delivers ends too early. */
class FailingSourceIT {
  private static final int PICTURES = 40;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private NodeProcess gpu;
  private Path csv;

  @BeforeEach
  void startTheNode() throws IOException {
    gpu =
        NodeProcess.gpu(
            folder,
            "--listen",
            "127.0.0.1:0",
            "--model",
            "constant:rows=6,columns=8,value=0.25,latency=5ms");
    csv = folder.resolve("counts.csv");
  }

  @AfterEach
  void stopTheNode() {
    gpu.close();
  }

  @Test
  void aCameraThatBreaksOffInTheMiddleOfAPictureComesBackAndAnotherNoticesNothing()
      throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), PICTURES, 160, 120);
    try (Stream<Path> files = Files.list(pictures);
        MjpegServer camera = new MjpegServer(files.toList());
        NodeProcess edge =
            edge("--camera", camera.address(), "--camera", "test:people=5,size=160x120,fps=10")) {
      await().atMost(MINUTE).until(() -> rows("127.0.0.1") > 5 && rows("test") > 5);
      camera.breakOff();
      await().atMost(MINUTE).until(() -> edge.output().contains("tried again until it is back"));
      long before = rows("127.0.0.1");
      await().atMost(MINUTE).until(() -> rows("127.0.0.1") > before + 5);
      edge.interrupt();

      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
      assertThat(Identity.all(edge.output()))
          .as(edge.output())
          .hasSize(2)
          .allSatisfy(Identity::assertHolds)
          .allSatisfy(identity -> assertThat(identity.counted()).isGreaterThan(5));
      assertThat(edge.output()).doesNotContain("connected again").doesNotContain("test: The");
    }
  }

  @Test
  void aVideoThatIsCutOffIsCountedAsFarAsItGoes() throws Exception {
    Path film = film();
    byte[] whole = Files.readAllBytes(film);
    Files.write(film, Arrays.copyOf(whole, whole.length / 2));

    try (NodeProcess edge = edge("--camera", film.toString())) {
      int exitCode = edge.exitCode(MINUTE);

      Identity identity = Identity.of(edge.output());
      assertThat(identity.captured()).isBetween(2L, PICTURES - 1L);
      // The picture that the cut goes through is none, and has a row that says so.
      assertThat(identity.skipped()).as(edge.output()).isBetween(0L, 1L);
      assertThat(exitCode).as(edge.output()).isEqualTo((int) identity.skipped());
      assertThat(identity.counted()).isEqualTo(identity.captured() - identity.skipped());
      CsvRows.read(csv).assertInOrder();
    }
  }

  private Path film() throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), PICTURES, 160, 120);
    Path film = folder.resolve("film.avi");
    try (NodeProcess edge = edge("--camera", pictures.toString(), "--record", film.toString())) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
    }
    // The rows of the run that is looked at would go on behind these.
    Files.delete(csv);
    return film;
  }

  private NodeProcess edge(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--gpu-node", gpu.address(), "--csv", csv.toString()));
    return NodeProcess.edge(folder, all.toArray(new String[0]));
  }

  private long rows(String camera) throws IOException {
    if (!Files.exists(csv)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(csv)) {
      return lines.filter(line -> line.startsWith(camera + ",")).count();
    }
  }
}
