package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import throng.gpu.GpuNodeHere;

/** An edge node that is killed while it writes. */
class KilledEdgeNodeIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @TempDir Path temporary;

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatItWroteCanBeUsedAndTheNextRunGoesOnAndLeavesNothingElse() throws Exception {
    Path film = folder.resolve("film.mp4");
    Path csv = folder.resolve("counts.csv");
    Path photographs = Photographs.folder(folder.resolve("p"), 5, 160, 120);
    try (GpuNodeHere gpu =
        GpuNodeHere.start(
            "throng.gpu-node.model = \"constant:rows=6,columns=8,value=0.25\"", model -> model)) {
      try (NodeProcess edge = edge(gpu, film, csv, "test:people=5,size=160x120,fps=20")) {
        await().atMost(MINUTE).until(() -> CsvRows.count(csv) > 150);
        edge.kill();
      }
      assertThat(frames(film)).isGreaterThan(50);
      assertThat(temporary).isNotEmptyDirectory();
      List<String> before = Files.readAllLines(csv);

      try (NodeProcess edge = edge(gpu, film, csv, photographs.toString())) {
        assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      }
      // The last row may have been cut by the kill.
      List<String> whole = before.subList(0, before.size() - 1);
      assertThat(Files.readAllLines(csv)).startsWith(whole.toArray(new String[0]));
      assertThat(CsvRows.read(csv).rows()).hasSizeGreaterThanOrEqualTo(whole.size() - 1 + 5);
      assertThat(frames(folder.resolve("film-2.mp4"))).isGreaterThanOrEqualTo(5);
      assertThat(temporary).isEmptyDirectory();
    }
  }

  private NodeProcess edge(GpuNodeHere gpu, Path film, Path csv, String camera) throws Exception {
    return NodeProcess.start(
        List.of("-Djava.io.tmpdir=" + temporary, "-Duser.home=/proc"),
        "nodes/edge/target/edge-node.jar",
        folder,
        "--camera",
        camera,
        "--gpu-node",
        gpu.address(),
        "--csv",
        csv.toString(),
        "--record",
        film.toString());
  }

  private static int frames(Path film) throws Exception {
    int frames = 0;
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(film.toFile())) {
      grabber.start();
      while (grabber.grabImage() != null) {
        frames++;
      }
    }
    return frames;
  }
}
