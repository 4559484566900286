package throng.gpu.history;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static throng.gpu.history.HandTurnedHistory.DOOR;
import static throng.gpu.history.WritingProcess.BEGIN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.HistoryReader.Row;

/** A process that is killed while it writes keeps all that it was told is written. */
class KilledHistoryTest {
  private static final int KILLS = 3;

  @TempDir Path folder = Path.of(".");

  @Test
  void everyCommittedSecondIsThereAfterAKill() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      Path state = folder.resolve("state" + kill);
      long committed = killed(state, 130 + 100 * kill);

      try (HandTurnedHistory history = new HandTurnedHistory(state)) {
        try (Stream<Row> rows = history.archive.rows(List.of(DOOR), BEGIN, BEGIN + committed, 1)) {
          assertThat(rows.count()).isEqualTo(committed);
        }
        long minutes = committed / 60 * 60;
        assertThat(history.archive.read(DOOR, BEGIN, BEGIN + minutes, 60, UTC))
            .extracting(Point::covered)
            .containsOnly(60.0)
            .hasSize(Math.toIntExact(minutes / 60));
        history.count(DOOR, BEGIN + 1_000_000, 1, 1);
        assertThat(history.said).isEmpty();
      }
    }
  }

  /** How many seconds the process had told of before it was killed. */
  private long killed(Path state, int after) throws Exception {
    Path told = folder.resolve("told");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                WritingProcess.class.getName(),
                state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(told.toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> lines(told).size() > after);
    } finally {
      process.destroyForcibly().waitFor();
    }
    return lines(told).stream().mapToLong(Long::parseLong).max().orElseThrow();
  }

  /** Without the last one, which may be cut. */
  private static List<String> lines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty() ? lines : lines.subList(0, lines.size() - 1);
  }
}
