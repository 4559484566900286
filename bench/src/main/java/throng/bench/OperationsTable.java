package throng.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.gpu.history.HistoryHour;
import throng.streams.camera.Picture;

/**
 * What the page, its viewers, the history and the metrics take from counting, and what they cost.
 */
@Command(
    name = "operations",
    description =
        "Counting for 40 cameras beside the page with 20 viewers, one of whom stalls, the history"
            + " and the metrics, and what these cost; about 15 minutes.")
final class OperationsTable implements Table {
  // A device of 100 frames/s: there is processor time left beside it.
  private static final String DEVICE = "constant:latency=10ms,max-batch=1";

  @Option(names = "--rounds", description = "How often each is measured.", defaultValue = "5")
  private int rounds = 5;

  @Option(names = "--seconds", description = "How long each time.", defaultValue = "10")
  private double seconds = 10;

  @Option(names = "--cameras", description = "How many count.", defaultValue = "40")
  private int cameras = 40;

  @Option(names = "--viewers", description = "How many watch.", defaultValue = "20")
  private int viewers = 20;

  @Option(
      names = "--history",
      paramLabel = "SECONDS",
      description = "How much of the history is written; 0: none.",
      defaultValue = "3600")
  private int historySeconds = 3600;

  @Option(names = "--model", description = "The networks; a device and builtin.", arity = "1..*")
  private List<String> models = List.of(DEVICE, "builtin");

  @Override
  public void print() throws Exception {
    List<Picture> pictures = Footage.crowd(640, 480, 40);
    Progress progress = new Progress("operations", (long) models.size() * (1 + 2L * rounds));
    for (String model : models) {
      try (OperationsRun run = OperationsRun.start(model, pictures, cameras, viewers, seconds)) {
        run.warm();
        progress.step();
        for (int round = 0; round < rounds; round++) {
          run.counting(round);
          progress.step();
        }
        for (int round = 0; round < rounds; round++) {
          run.watching();
          progress.step();
        }
        OperationsLines.run(model, run, rounds);
      }
    }
    if (historySeconds > 0) {
      history();
    }
  }

  private void history() throws Exception {
    Path folder = Files.createTempDirectory("throng-bench");
    try {
      OperationsLines.history(
          cameras,
          historySeconds,
          HistoryHour.write(folder, cameras, Duration.ofSeconds(historySeconds)));
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
