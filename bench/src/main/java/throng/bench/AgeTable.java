package throng.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.bench.EdgeSide.Answers;
import throng.bench.EdgeSide.RunningCamera;
import throng.common.settings.NodeKind;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.frame.Mode;

/** How old answers become when three times as much is offered as there is. */
@Command(name = "age", description = "Age p99 under three-fold overload, minute by minute.")
final class AgeTable implements Table {
  private static final double OVERLOAD = 3;
  private static final double FLAT = 1.1;
  private static final int CAMERAS = 8;
  private static final double SLACK_MS = 100;
  // Divisible by every batch size up to 16.
  private static final long WEIGHT = 720_720;

  @Option(names = "--minutes", description = "How long, for each network.", defaultValue = "5")
  private int minutes = 5;

  @Option(
      names = "--model",
      description = "The networks.",
      defaultValue = "constant:latency=20ms,max-batch=16",
      arity = "1..*")
  private List<String> models = List.of("constant:latency=20ms,max-batch=16", "builtin");

  /** Ages of the current minute; batch times of the whole run. */
  private static final class Ages implements Answers {
    private final Histogram micros = new SynchronizedHistogram(3);
    private final Histogram batchMicros = new SynchronizedHistogram(3);
    private final Histogram batches = new SynchronizedHistogram(3);

    @Override
    public void accept(Outcome outcome) {
      if (outcome.reply() instanceof DensityMap map) {
        micros.recordValue(outcome.ageNanos() / 1000);
        // A batch is told of by each of its frames: together they weigh as much as any other batch.
        int batch = map.timing().batch();
        batchMicros.recordValueWithCount(map.timing().inferenceMicros(), WEIGHT / batch);
        batches.recordValueWithCount(batch, WEIGHT / batch);
      }
    }

    void reset() {
      micros.reset();
      batchMicros.reset();
      batches.reset();
    }
  }

  /** One network's run. */
  private record Run(
      double capacity,
      double intervalMs,
      int batchLimit,
      int window,
      List<Double> p99,
      double batchP99,
      double batchMean,
      long captured,
      long counted) {
    long rounds() {
      return (long) Math.ceil((double) window * CAMERAS / batchLimit) + 1;
    }

    double bound() {
      return rounds() * batchP99 + 2 * intervalMs + SLACK_MS;
    }
  }

  @Override
  public void print() throws Exception {
    List<Picture> pictures = Footage.crowd(640, 480, 40);
    for (String model : models) {
      table(model, measured(model, pictures));
    }
  }

  private Run measured(String model, List<Picture> pictures) throws Exception {
    try (GpuSide gpu = GpuSide.start(model);
        EdgeSide edge = new EdgeSide(gpu.address())) {
      double capacity = Overload.capacity(edge, pictures, CAMERAS, 8);
      double each = OVERLOAD * capacity / CAMERAS;
      Ages ages = new Ages();
      List<RunningCamera> running = new ArrayList<>();
      for (int i = 0; i < CAMERAS; i++) {
        running.add(edge.run("camera" + i, Mode.LIVE, StoredCamera.of(pictures, each), ages));
      }
      Sampling.rest(5);
      ages.reset();
      List<Double> p99 = new ArrayList<>();
      Progress progress = new Progress("age", minutes);
      for (int minute = 0; minute < minutes; minute++) {
        Sampling.rest(60);
        p99.add(ages.micros.getValueAtPercentile(99) / 1000.0);
        ages.micros.reset();
        progress.step();
      }
      long captured = running.stream().mapToLong(it -> it.tally().snapshot().captured()).sum();
      long counted = Sampling.counted(running);
      EdgeSide.stop(running);
      return new Run(
          capacity,
          1000 / each,
          batchLimit(gpu),
          window(),
          p99,
          ages.batchMicros.getValueAtPercentile(99) / 1000.0,
          ages.batches.getMean(),
          captured,
          counted);
    }
  }

  private static int batchLimit(GpuSide gpu) {
    int own = NodeSettings.of(NodeKind.GPU, "").getInt("throng.gpu-node.batch.max-size");
    return Math.min(own, gpu.model().maxBatch());
  }

  private static int window() {
    int edge = NodeSettings.of(NodeKind.EDGE, "").getInt("throng.edge-node.window");
    int node = NodeSettings.of(NodeKind.GPU, "").getInt("throng.gpu-node.session.window");
    return Math.min(edge, node);
  }

  private static void table(String model, Run run) {
    double first = run.p99().get(0);
    double last = run.p99().get(run.p99().size() - 1);
    double highest = run.p99().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    Lines.title(
        String.format(
            Locale.ROOT,
            "Age under three-fold overload, %s: %d live cameras, %.1f frames/s there are, %.1f"
                + " offered",
            model,
            CAMERAS,
            run.capacity(),
            1000 / run.intervalMs() * CAMERAS));
    Lines.print(
        "p99 by minute, ms: %s",
        run.p99().stream()
            .map(age -> String.format(Locale.ROOT, "%.1f", age))
            .collect(Collectors.joining(" ")));
    Lines.print(
        "last against first minute: %.3f, flat is at most %.2f  %s",
        last / first, FLAT, Lines.met(last / first <= FLAT));
    Lines.print(
        "highest p99 %.1f ms, at most (ceil(%d x %d / %d) + 1) x %.1f + 2 x %.1f + %.0f = %.1f ms"
            + "  %s",
        highest,
        run.window(),
        CAMERAS,
        run.batchLimit(),
        run.batchP99(),
        run.intervalMs(),
        SLACK_MS,
        run.bound(),
        Lines.met(highest <= run.bound()));
    Lines.print(
        "captured %d, counted %d, mean batch %.1f", run.captured(), run.counted(), run.batchMean());
  }
}
