package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk under what is written; {@code /dev/full} is one. */
class FullDiskIT {
  private static final Path FULL = Path.of("/dev/full");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern FULL_DISK = Pattern.compile("(?i)no space left");
  // So slow that there is more to count once the disk was seen to be full.
  private static final String NETWORK = "constant:value=0.25,latency=100ms,max-batch=1";

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
    try (NodeProcess gpu = NodeProcess.gpu(folder, "--listen", "127.0.0.1:0", "--model", NETWORK);
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                pictures.toString(),
                "--gpu-node",
                gpu.address(),
                option,
                file)) {
      edge.waitFor(FULL_DISK, MINUTE);
      assertThat(edge.isAlive()).as(edge.output()).isTrue();
      edge.exitCode(MINUTE);

      assertThat(edge.output()).doesNotContain("\tat ");
      assertThat(Identity.of(edge.output()).counted()).as(edge.output()).isEqualTo(60);
    }
  }
}
