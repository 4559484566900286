package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Ctrl-C on either side. */
class InterruptIT {
  private static final String NETWORK = "constant:rows=6,columns=8,value=0.25,latency=5ms";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void theEdgeClosesItsFilesAndTellsItsSummary() throws Exception {
    Path csv = folder.resolve("counts.csv");
    Path film = folder.resolve("film.avi");
    try (NodeProcess gpu = NodeProcess.gpu(folder, "--listen", "127.0.0.1:0", "--model", NETWORK);
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                "test:people=5,size=160x120,fps=10",
                "--gpu-node",
                gpu.address(),
                "--csv",
                csv.toString(),
                "--record",
                film.toString())) {
      await().atMost(MINUTE).until(() -> CsvRows.count(csv) > 10);

      edge.interrupt();

      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
      Identity identity = Identity.of(edge.output());
      CsvRows rows = CsvRows.read(csv);
      rows.assertInOrder();
      assertThat(rows.rows()).hasSize((int) (identity.captured() - identity.dropped()));
      assertThat(Files.size(film)).isPositive();
    }
  }

  @Test
  void isHeardAlsoWhereTheTestsThemselvesDoNotHearIt() throws Exception {
    Signal interrupt = new Signal("INT");
    SignalHandler before = Signal.handle(interrupt, SignalHandler.SIG_IGN);
    try (NodeProcess gpu = NodeProcess.gpu(folder, "--listen", "127.0.0.1:0", "--model", NETWORK)) {
      gpu.address();

      gpu.interrupt();

      assertThat(gpu.exitCode(MINUTE)).as(gpu.output()).isEqualTo(130);
    } finally {
      Signal.handle(interrupt, before);
    }
  }

  @Test
  void anOrderToEndIsNoFailureOfEither() throws Exception {
    Path csv = folder.resolve("counts.csv");
    try (NodeProcess gpu = NodeProcess.gpu(folder, "--listen", "127.0.0.1:0", "--model", NETWORK);
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                "test:people=5,size=160x120,fps=10",
                "--gpu-node",
                gpu.address(),
                "--csv",
                csv.toString())) {
      await().atMost(MINUTE).until(() -> CsvRows.count(csv) > 10);

      edge.terminate();
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      Identity.of(edge.output());

      gpu.terminate();
      assertThat(gpu.exitCode(MINUTE)).as(gpu.output()).isZero();
    }
  }

  @Test
  void theNodeAnswersWhatItHasAndTheEdgeGoesOnWithTheNext() throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 200, 160, 120);
    Path csv = folder.resolve("counts.csv");
    NodeProcess first =
        NodeProcess.gpu(
            folder,
            "--listen",
            "127.0.0.1:0",
            "--model",
            NETWORK.replace("5ms", "20ms,max-batch=1"));
    String address = first.address();
    try (NodeProcess edge =
        NodeProcess.edge(
            folder,
            "--camera",
            pictures.toString(),
            "--gpu-node",
            address,
            "--csv",
            csv.toString())) {
      await().atMost(MINUTE).until(() -> CsvRows.count(csv) > 20);
      assertThat(edge.isAlive()).as(edge.output()).isTrue();

      first.interrupt();

      assertThat(first.exitCode(MINUTE)).as(first.output()).isIn(0, 130);
      assertThat(first.output()).doesNotContain("Exception");
      try (NodeProcess second = NodeProcess.gpu(folder, "--listen", address, "--model", NETWORK)) {
        second.waitFor(Pattern.compile("[Ll]istening on"), MINUTE);
        assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      }
      CsvRows.read(csv).assertEveryFrameIsCounted(200);
      Identity.of(edge.output());
    }
  }
}
