package throng.gpu.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static throng.gpu.history.HandTurnedHistory.DOOR;
import static throng.gpu.history.HandTurnedHistory.at;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of 2 MB that is really full. */
class FullDiskTest {
  private static final long NOON = at("2026-11-26T12:00:00Z");

  @TempDir Path folder = Path.of(".");
  private boolean isMounted;

  @BeforeEach
  void mount() throws Exception {
    isMounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString());
    assumeTrue(isMounted, "Skipped: this user may not mount a file system.");
  }

  @AfterEach
  void unmount() throws Exception {
    if (isMounted) {
      run("umount", "-l", folder.toString());
    }
  }

  @Test
  void isFoundAndWrittenAgainOnceThereIsRoom() throws Exception {
    try (HandTurnedHistory history = new HandTurnedHistory(folder.resolve("state"))) {
      history.count(DOOR, NOON, 1000, 5);
      Path filler = folder.resolve("filler");
      fill(filler);

      long at = NOON + 1000;
      while (!history.archive.isFailing() && at < NOON + 100_000) {
        history.count(DOOR, at, 100, 5);
        at += 100;
      }
      assertThat(history.archive.isFailing()).isTrue();
      assertThat(history.said.get(0)).contains("cannot be written").doesNotContain("Exception");
      Files.delete(filler);
      history.after(10);
      history.writer.turn();

      assertThat(history.said).hasSize(2);
      try (Stream<?> rows = history.archive.rows(List.of(DOOR), NOON, at, 1)) {
        assertThat(rows.count()).isEqualTo(at - NOON);
      }
      assertThat(history.archive.droppedRows()).isZero();
    }
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] piece = new byte[4096];
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException none) {
      return false;
    }
  }
}
