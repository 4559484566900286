package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk under what is written; {@code /dev/full} is one. */
class FullDiskIT {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  @BeforeEach
  void needAFullDisk() {
    assumeTrue(Files.exists(FULL), "Skipped: this system has no /dev/full.");
  }

  @Test
  void countingGoesOnWithoutTheCsv() throws Exception {
    assertCountsAll("--csv", FULL.toString());
  }

  @Test
  void countingGoesOnWithoutTheFilm() throws Exception {
    Path film = Files.createSymbolicLink(folder.resolve("film.avi"), FULL);

    assertCountsAll("--record", film.toString());
  }

  private void assertCountsAll(String option, String file) throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 60, 320, 240);
    try (NodeProcess gpu =
            NodeProcess.gpu(folder, "--listen", "127.0.0.1:0", "--model", "constant:value=0.25");
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                pictures.toString(),
                "--gpu-node",
                gpu.address(),
                option,
                file)) {
      edge.exitCode(Duration.ofMinutes(1));

      assertThat(edge.output()).containsIgnoringCase("no space left").doesNotContain("\tat ");
      assertThat(Identity.of(edge.output()).counted()).as(edge.output()).isEqualTo(60);
    }
  }
}
