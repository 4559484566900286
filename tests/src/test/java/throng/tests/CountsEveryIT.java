package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Means and peaks in place of a row a frame. */
class CountsEveryIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void rowsOfTwoRunsFollowEachOtherAndHoldEveryFrame() throws Exception {
    Path file = folder.resolve("counts.csv");
    try (NodeProcess gpu =
        NodeProcess.gpu(folder, "--listen", "127.0.0.1:0", "--model", "constant:value=0.25")) {
      long counted = count(gpu.address(), file) + count(gpu.address(), file);

      List<String> lines = Files.readAllLines(file);
      assertThat(lines).first().asString().startsWith("camera,from,position_s,every_s,mean,");
      List<String[]> rows = lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
      assertThat(rows).hasSizeGreaterThan(2).allSatisfy(CountsEveryIT::assertIsOfASecond);
      assertThat(rows.stream().mapToLong(row -> Long.parseLong(row[9])).sum()).isEqualTo(counted);
      assertThat(rows.stream().map(row -> row[12]).distinct()).hasSize(2);
    }
  }

  private long count(String gpu, Path file) throws Exception {
    try (NodeProcess edge =
        NodeProcess.edge(
            folder,
            "--camera",
            "test:people=3,size=320x240,fps=10",
            "--name",
            "door",
            "--gpu-node",
            gpu,
            "--csv",
            file.toString(),
            "--counts-every",
            "1s",
            "--stop-after",
            "20")) {
      edge.exitCode(MINUTE);
      return Identity.of(edge.output()).counted();
    }
  }

  // Every cell of the constant network's map is 0.25: counts are all the same.
  private static void assertIsOfASecond(String[] row) {
    assertThat(row).hasSize(14);
    assertThat(row[0]).isEqualTo("door");
    assertThat(Instant.parse(row[1]).toEpochMilli() % 1000).isZero();
    assertThat(row[3]).isEqualTo("1.000");
    assertThat(row[4]).isEqualTo(row[5]).isEqualTo(row[6]);
    assertThat(row[4].isEmpty()).isEqualTo(row[9].equals("0"));
    assertThat(row[8]).isEqualTo(row[4].isEmpty() ? "0" : "1");
  }
}
