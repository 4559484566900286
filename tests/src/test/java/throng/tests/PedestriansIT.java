package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real video, counted with the embedded network. */
class PedestriansIT {
  private static final Path VIDEO = Repository.root().resolve("../shared/data/video/vtest.avi");

  @TempDir Path folder;

  @Test
  void everyFrameOfTheVideoIsCountedInOrder() throws Exception {
    assumeTrue(
        Files.exists(VIDEO), "Skipped: ../shared/data/video/vtest.avi is not on this machine.");
    Path csv = folder.resolve("counts.csv");
    try (NodeProcess gpu = NodeProcess.gpu(folder, "--listen", "127.0.0.1:0");
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                VIDEO.toString(),
                "--gpu-node",
                gpu.address(),
                "--csv",
                csv.toString())) {
      assertThat(edge.exitCode(Duration.ofMinutes(5))).as(edge.output()).isZero();
    }

    CsvRows rows = CsvRows.read(csv);
    rows.assertEveryFrameIsCounted(795);
    double mean =
        rows.rows().stream()
            .mapToDouble(row -> Double.parseDouble(row.count()))
            .average()
            .orElse(0);
    assertThat(mean).as("people in view, of four to twelve").isBetween(3.0, 14.0);
  }
}
