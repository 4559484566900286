package throng.bench;

import akka.util.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.actors.inference.BatchSizes;
import throng.bench.EdgeSide.Answers;
import throng.bench.EdgeSide.RunningCamera;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.frame.Mode;

/** Frames a second through both nodes, against a bare loop of decoder and network. */
@Command(
    name = "throughput",
    description = "Frames a second with the embedded network, against a bare loop.")
final class ThroughputTable implements Table {
  private static final double REQUIRED = 0.95;

  @Option(names = "--rounds", description = "How often each is measured.", defaultValue = "5")
  private int rounds = 5;

  @Option(names = "--seconds", description = "How long each time.", defaultValue = "10")
  private double seconds = 10;

  @Option(names = "--model", description = "The network.", defaultValue = "builtin")
  private String model = "builtin";

  private final List<Double> alone = new ArrayList<>();
  private final List<Double> batched = new ArrayList<>();
  private final List<Double> better = new ArrayList<>();
  private final List<Double> one = new ArrayList<>();
  private final List<Double> eight = new ArrayList<>();

  /** How many pictures the node's batches hold on average. */
  private static final class BatchMean implements Answers {
    private final LongAdder frames = new LongAdder();
    private final LongAdder pictures = new LongAdder();

    @Override
    public void accept(Outcome outcome) {
      if (outcome.reply() instanceof DensityMap map) {
        frames.increment();
        pictures.add(map.timing().batch());
      }
    }

    int size() {
      long mean = Math.round(pictures.doubleValue() / Math.max(1, frames.sum()));
      return BatchSizes.atMost((int) Math.max(1, mean));
    }
  }

  @Override
  public void print() throws Exception {
    Path file = Footage.mjpeg();
    List<ByteString> jpegs = Footage.pictures(file).stream().map(Picture::jpeg).toList();
    try (GpuSide gpu = GpuSide.start(model);
        EdgeSide edge = new EdgeSide(gpu.address());
        BareLoop bare = new BareLoop(gpu.model(), jpegs)) {
      BatchMean batches = new BatchMean();
      nodes(edge, file, 8, batches);
      int batch = batches.size();
      bare.framesPerSecond(batch, seconds / 2);
      Progress progress = new Progress("throughput", rounds);
      for (int round = 0; round < rounds; round++) {
        alone.add(bare.framesPerSecond(1, seconds));
        one.add(nodes(edge, file, 1, outcome -> {}));
        batched.add(bare.framesPerSecond(batch, seconds));
        eight.add(nodes(edge, file, 8, outcome -> {}));
        better.add(better(batch, alone.get(round), batched.get(round)));
        progress.step();
      }
      table(batch);
    }
  }

  // Of two measurements of the same the better one is better by chance.
  private static double better(int batch, double alone, double batched) {
    return batch == 1 ? (alone + batched) / 2 : Math.max(alone, batched);
  }

  private double nodes(EdgeSide edge, Path file, int cameras, Answers answers)
      throws InterruptedException {
    List<RunningCamera> running = new ArrayList<>();
    for (int i = 0; i < cameras; i++) {
      running.add(edge.run("camera" + i, Mode.LOSSLESS, Footage.looped(file), answers));
    }
    Sampling.rest(2);
    double framesPerSecond = Sampling.framesPerSecond(running, seconds);
    EdgeSide.stop(running);
    return framesPerSecond;
  }

  private void table(int batch) {
    Lines.title(
        "Frames a second, %s network, 640 x 480 MJPEG passed through, lossless; medians of %d"
            .formatted(model, rounds));
    Lines.print("%-36s %10s %8s %10s", "", "frames/s", "ratio", "at least");
    if (batch > 1) {
      Lines.print("%-36s %10.2f", "bare loop, batch 1", Medians.of(alone));
      Lines.print("%-36s %10.2f", "bare loop, batch " + batch, Medians.of(batched));
    } else {
      Lines.print("%-36s %10.2f", "bare loop, batch 1 as the node's", Medians.of(better));
    }
    row("both nodes, 1 camera", one);
    row("both nodes, 8 cameras", eight);
  }

  private void row(String name, List<Double> nodes) {
    double ratio = Medians.ratio(nodes, better);
    Lines.print(
        "%-36s %10.2f %8.3f %10.2f  %s",
        name, Medians.of(nodes), ratio, REQUIRED, Lines.met(ratio >= REQUIRED));
  }
}
