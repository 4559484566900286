package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.tests.OldCounterServer.Fault;

/** An edge node against the remote crowd counter's server, unchanged. */
class OldServerIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyPictureOfAFolderIsCounted(boolean isStopAndWait) throws Exception {
    try (OldCounterServer server = new OldCounterServer(isStopAndWait, Fault.NONE, 30, 40, 0.5f);
        NodeProcess edge = edge(isStopAndWait ? "legacy+wait://" : "legacy://", server)) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      CsvRows rows = CsvRows.read(folder.resolve("counts.csv"));
      rows.assertEveryFrameIsCounted(12);
      assertThat(rows.rows()).extracting(CsvRows.Row::count).containsOnly("600.000");
      assertThat(Files.readAllLines(folder.resolve("counts.csv")).get(1))
          .matches(".*,,,,,,20[^,]*Z,.*");
      assertThat(Identity.of(edge.output()).counted()).isEqualTo(12);
      assertThat(server.pictures()).isEqualTo(12);
    }
  }

  @Test
  void aCameraIsCountedAndRecorded() throws Exception {
    Path film = folder.resolve("film.mp4");
    try (OldCounterServer server = new OldCounterServer(true, Fault.NONE, 30, 40, 0.5f);
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                "test:people=5,size=160x120,fps=20,frames=40",
                "--gpu-node",
                "legacy+wait://" + server.address(),
                "--record",
                film.toString())) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      assertThat(Identity.of(edge.output()).counted()).isEqualTo(40);
      assertThat(film).isNotEmptyFile();
    }
  }

  @Test
  void aServerThatAnswersWithAWrongLengthIsReportedInWords() throws Exception {
    try (OldCounterServer server = new OldCounterServer(false, Fault.WRONG_LENGTH, 30, 40, 0.5f);
        NodeProcess edge = edge("legacy://", server)) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(1);
      assertThat(edge.output())
          .contains("announced a density map of 4796 bytes, but 30 rows of 40 columns");
      assertThat(Identity.of(edge.output()).skipped()).isEqualTo(12);
    }
  }

  @Test
  void aServerThatHangsUpIsReportedInWords() throws Exception {
    try (OldCounterServer server = new OldCounterServer(true, Fault.HANGS_UP, 30, 40, 0.5f);
        NodeProcess edge = edge("legacy+wait://", server)) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(1);
      assertThat(edge.output()).contains("The server hung up instead of answering");
      assertThat(Identity.of(edge.output()).skipped()).isEqualTo(12);
    }
  }

  @Test
  void aServerThatWaitsForConfirmationsIsRecognisedAndToldOnce() throws Exception {
    try (OldCounterServer server = new OldCounterServer(true, Fault.NONE, 30, 40, 0.5f);
        NodeProcess edge = edge("legacy://", server)) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(1);
      assertThat(edge.output().lines().filter(line -> line.contains("say legacy+wait://")))
          .as(edge.output())
          .hasSize(1);
      assertThat(edge.output().lines().filter(line -> line.contains(": connected to")))
          .as(edge.output())
          .hasSize(1);
    }
  }

  private NodeProcess edge(String protocol, OldCounterServer server) throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 12, 160, 120);
    return NodeProcess.edge(
        folder,
        "--camera",
        pictures.toString(),
        "--gpu-node",
        protocol + server.address(),
        "--csv",
        folder.resolve("counts.csv").toString(),
        "-Dthrong.edge-node.backoff.refused.min=10ms",
        "-Dthrong.edge-node.backoff.refused.max=50ms");
  }
}
