package throng.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.bench.EdgeSide.RunningCamera;
import throng.streams.camera.Picture;
import throng.streams.flow.LinkEvent;
import throng.streams.frame.DensityMap;
import throng.streams.frame.Mode;

/** Whether a camera that floods, with larger pictures, takes more than its share of the network. */
@Command(
    name = "fairness",
    description = "Jain's index of model time of eight live cameras, one of which floods.")
final class FairnessTable implements Table {
  private static final double REQUIRED = 0.98;
  private static final double OVERLOAD = 3;
  private static final int CAMERAS = 8;
  private static final String FLOOD = "window = 32";

  @Option(names = "--rounds", description = "How often each is measured.", defaultValue = "5")
  private int rounds = 5;

  @Option(names = "--seconds", description = "How long each time.", defaultValue = "20")
  private double seconds = 20;

  @Option(names = "--model", description = "The network.", defaultValue = GpuSide.PIXEL_TIMED)
  private String model = GpuSide.PIXEL_TIMED;

  /** One camera's share: the time of each of its batches, by its part of the batch's pixels. */
  private static final class ModelTime {
    private final DoubleAdder seconds = new DoubleAdder();

    // A batch holds pictures of one size: each frame's part is the same.
    void add(LinkEvent event) {
      if (event instanceof LinkEvent.Answered answered
          && answered.reply() instanceof DensityMap map) {
        DensityMap.Timing timing = map.timing();
        seconds.add(timing.inferenceMicros() / 1e6 / timing.batch());
      }
    }
  }

  /** What one run gave. */
  private record Run(double index, List<Double> times) {
    static Run of(List<Double> times) {
      double sum = times.stream().mapToDouble(Double::doubleValue).sum();
      double squares = times.stream().mapToDouble(time -> time * time).sum();
      return new Run(squares == 0 ? 0 : sum * sum / (times.size() * squares), times);
    }

    String shares() {
      double sum = times.stream().mapToDouble(Double::doubleValue).sum();
      return times.stream()
          .map(time -> String.format(Locale.ROOT, "%.1f", 100 * time / sum))
          .collect(Collectors.joining(" "));
    }
  }

  @Override
  public void print() throws Exception {
    List<Picture> small = Footage.crowd(640, 480, 40);
    List<Picture> large = Footage.crowd(1280, 720, 40);
    List<Run> fair = new ArrayList<>();
    List<Run> fifo = new ArrayList<>();
    double each;
    try (GpuSide fairNode = node("fair");
        GpuSide fifoNode = node("fifo");
        EdgeSide fairEdge = new EdgeSide(fairNode.address());
        EdgeSide fifoEdge = new EdgeSide(fifoNode.address())) {
      each = OVERLOAD * Overload.capacity(fairEdge, small, CAMERAS, 8) / CAMERAS;
      run(fifoEdge, small, large, each);
      Progress progress = new Progress("fairness", rounds);
      for (int round = 0; round < rounds; round++) {
        fair.add(run(fairEdge, small, large, each));
        fifo.add(run(fifoEdge, small, large, each));
        progress.step();
      }
    }
    table(fair, fifo, each);
  }

  private GpuSide node(String policy) {
    return GpuSide.start(model, "throng.gpu-node.batch.policy = " + policy);
  }

  /**
   * @param each what each camera offers, in frames of 640 × 480 a second; the one that floods
   *     offers at least as many pixels
   */
  private Run run(EdgeSide edge, List<Picture> small, List<Picture> large, double each)
      throws InterruptedException {
    List<RunningCamera> running = new ArrayList<>();
    List<ModelTime> times = new ArrayList<>();
    for (int i = 0; i < CAMERAS; i++) {
      boolean floods = i == 0;
      ModelTime time = new ModelTime();
      times.add(time);
      running.add(
          edge.run(
              "camera" + i,
              Mode.LIVE,
              StoredCamera.of(floods ? large : small, floods ? Math.max(40, each) : each),
              outcome -> {},
              time::add,
              floods ? FLOOD : ""));
    }
    Sampling.rest(4);
    times.forEach(time -> time.seconds.reset());
    Sampling.rest(seconds);
    List<Double> measured = times.stream().map(time -> time.seconds.sum()).toList();
    EdgeSide.stop(running);
    return Run.of(measured);
  }

  private void table(List<Run> fair, List<Run> fifo, double each) {
    Lines.title(
        ("Model time of eight live cameras, %s network: one keeps 32 frames of 1280 x 720 under"
                + " way, seven 2 of 640 x 480, %.1f frames/s each offered; medians of %d")
            .formatted(model, each, rounds));
    Lines.print("%-36s %8s %10s", "", "Jain", "at least");
    double index = index(fair);
    Lines.print(
        "%-36s %8.4f %10.2f  %s", "policy fair", index, REQUIRED, Lines.met(index >= REQUIRED));
    Lines.print("%-36s %8.4f", "policy fifo", index(fifo));
    Lines.print("shares of the last run, %%, the one that floods first:");
    Lines.print("  fair  %s", fair.get(rounds - 1).shares());
    Lines.print("  fifo  %s", fifo.get(rounds - 1).shares());
  }

  private static double index(List<Run> runs) {
    return Medians.of(runs.stream().map(Run::index).toList());
  }
}
