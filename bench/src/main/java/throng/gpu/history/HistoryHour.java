package throng.gpu.history;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.gpu.sqlite.DatabaseFile;
import throng.streams.frame.CameraId;
import throng.streams.settings.Block;

/** Writes the seconds of many cameras as a node does, on a clock that does not wait. */
public final class HistoryHour {
  private static final Instant BEGIN = Instant.parse("2026-11-26T12:00:00Z");
  private static final double MB = 1e6;
  private static final double MILLISECOND = 1e6;

  private final HistorySettings settings =
      HistorySettings.from(Block.of("throng.gpu-node", ConfigFactory.load()));
  private final HistoryQueue queue = new HistoryQueue(settings.queue());
  private final List<Series> cameras = new ArrayList<>();
  private final List<Double> millis = new ArrayList<>();
  private long second;

  private HistoryHour(int cameras) {
    for (int i = 0; i < cameras; i++) {
      this.cameras.add(Series.of(new CameraId("bench", "camera" + i)));
    }
  }

  /**
   * What it cost.
   *
   * @param rows a second of a camera each
   * @param batches how often what had come was written
   * @param lost rows that were not kept
   * @param p50 of a batch, in milliseconds
   * @param p99 of a batch, in milliseconds
   * @param share of a core, had it taken as long as it stands for
   * @param megabytes of its files
   */
  public record Cost(
      long rows, int batches, long lost, double p50, double p99, double share, double megabytes) {}

  /** Writes them into a folder's file. */
  public static Cost write(Path folder, int cameras, Duration time) throws IOException {
    return new HistoryHour(cameras).write(folder, time.toSeconds());
  }

  private Cost write(Path folder, long seconds) throws IOException {
    DatabaseFile file = new DatabaseFile(folder.resolve("history.db"), HistorySchema.migrations());
    long every = settings.writeEvery().toSeconds();
    try (HistoryWriter writer =
        new HistoryWriter(
            file,
            settings,
            queue,
            () -> Duration.ofSeconds(second).toNanos(),
            () -> BEGIN.plusSeconds(second),
            System.err::println)) {
      while (second < seconds) {
        queue.offer(cameras.stream().map(this::counted).toList());
        second++;
        if (second % every == 0) {
          turn(writer);
        }
      }
    }
    double total = millis.stream().mapToDouble(Double::doubleValue).sum();
    return new Cost(
        seconds * cameras.size(),
        millis.size(),
        queue.lost(),
        percentile(50),
        percentile(99),
        total / 1000 / seconds,
        megabytes(folder));
  }

  private SecondMean counted(Series series) {
    double people = 20 + 10 * Math.sin(second / 300.0 + series.hashCode());
    return new SecondMean(
        series, BEGIN.getEpochSecond() + second, people, people - 1.5, people + 1.5, 10, 1);
  }

  private void turn(HistoryWriter writer) {
    long start = System.nanoTime();
    writer.turn();
    millis.add((System.nanoTime() - start) / MILLISECOND);
  }

  private double percentile(int percent) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100];
  }

  private static double megabytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      double bytes = 0;
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
      return bytes / MB;
    }
  }
}
