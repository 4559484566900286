package throng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import throng.tests.NodeProcess;

/** Both programs, just started, with one film between them. */
final class BothNodes {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String CAPTURED = "captured_at";
  private static final String COUNT = "count";
  private static final String AGE = "age_ms";
  private static final double MILLIS = 1e3;

  private BothNodes() {}

  /**
   * Counts so many frames of the film, over and over.
   *
   * @param flags for Java, of both, beside those of a service
   */
  static AnswerTimes count(Path film, int frames, List<String> flags, Path folder)
      throws IOException, InterruptedException {
    Path rows = folder.resolve("rows.csv");
    rows.toFile().deleteOnExit();
    try (NodeProcess gpu =
            ServiceFlags.gpuWith(flags, folder, "--listen", "127.0.0.1:0", "--model", "constant");
        NodeProcess edge =
            ServiceFlags.edgeWith(
                flags,
                folder,
                "--gpu-node",
                gpu.address(),
                "--camera",
                film.toString(),
                "--loop",
                "--stop-after",
                Integer.toString(frames),
                "--csv",
                rows.toString(),
                "--quiet")) {
      int code = edge.exitCode(LONGEST);
      if (code != 0) {
        throw new IllegalStateException("The edge node ended with " + code + ":\n" + edge.output());
      }
    }
    return times(Files.readAllLines(rows));
  }

  private static AnswerTimes times(List<String> rows) {
    List<String> names = List.of(rows.get(0).split(","));
    return new AnswerTimes(
        rows.stream()
            .skip(1)
            .map(row -> row.split(",", -1))
            .filter(cells -> !cells[names.indexOf(COUNT)].isEmpty())
            .mapToDouble(
                cells ->
                    Instant.parse(cells[names.indexOf(CAPTURED)]).toEpochMilli() / MILLIS
                        + Double.parseDouble(cells[names.indexOf(AGE)]) / MILLIS)
            .toArray());
  }
}
