package throng.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.bench.EdgeSide.RunningCamera;
import throng.streams.camera.Picture;
import throng.streams.frame.Mode;
import throng.streams.tally.Snapshot;

/** Whether a camera at full rate takes frames away from seven slow ones. */
@Command(
    name = "neighbours",
    description = "Seven cameras at 2 frames a second, alone and beside one at full rate.")
final class NeighboursTable implements Table {
  private static final int SLOW = 7;
  // A device that has room for the seven on any machine.
  private static final String NETWORK = "constant:latency=20ms,max-batch=16";

  @Option(names = "--rounds", description = "How often each is measured.", defaultValue = "5")
  private int rounds = 5;

  @Option(names = "--seconds", description = "How long each time.", defaultValue = "10")
  private double seconds = 10;

  @Option(names = "--fps", description = "Of each of the seven.", defaultValue = "2")
  private double fps = 2;

  @Option(names = "--model", description = "The network.", defaultValue = NETWORK)
  private String model = NETWORK;

  /** What became of the seven's frames, and how many the eighth had counted. */
  private record Fate(long captured, long lost, double ageP99, double fullRate) {
    static Fate of(List<RunningCamera> slow, double fullRate) {
      long captured = 0;
      long lost = 0;
      double age = 0;
      for (RunningCamera camera : slow) {
        Snapshot counts = camera.tally().snapshot();
        captured += counts.captured();
        lost += counts.skippedTotal() + counts.dropped() + counts.lost();
        age = Math.max(age, counts.ageP99Nanos() / 1e6);
      }
      return new Fate(captured, lost, age, fullRate);
    }
  }

  @Override
  public void print() throws Exception {
    List<Picture> pictures = Footage.crowd(640, 480, 40);
    Path file = Footage.mjpeg();
    List<Fate> alone = new ArrayList<>();
    List<Fate> beside = new ArrayList<>();
    try (GpuSide gpu = GpuSide.start(model);
        EdgeSide edge = new EdgeSide(gpu.address())) {
      Overload.capacity(edge, pictures, 2, 3);
      Progress progress = new Progress("neighbours", rounds);
      for (int round = 0; round < rounds; round++) {
        alone.add(seven(edge, pictures, List.of()));
        RunningCamera full = edge.run("full", Mode.LOSSLESS, Footage.looped(file), outcome -> {});
        beside.add(seven(edge, pictures, List.of(full)));
        full.stop();
        progress.step();
      }
    }
    table(alone, beside);
  }

  private Fate seven(EdgeSide edge, List<Picture> pictures, List<RunningCamera> full)
      throws InterruptedException {
    List<RunningCamera> slow = new ArrayList<>();
    for (int i = 0; i < SLOW; i++) {
      slow.add(edge.run("slow" + i, Mode.LIVE, StoredCamera.of(pictures, fps), outcome -> {}));
    }
    double fullRate = Sampling.framesPerSecond(full, seconds);
    EdgeSide.stop(slow);
    return Fate.of(slow, fullRate);
  }

  private void table(List<Fate> alone, List<Fate> beside) {
    Lines.title(
        "Seven live cameras at %.0f frames/s, %s network, 640 x 480; sums of %d runs"
            .formatted(fps, model, rounds));
    Lines.print(
        "%-36s %9s %6s %8s %10s %9s", "", "captured", "lost", "at most", "age p99 ms", "the 8th");
    row("alone", alone);
    row("beside one as fast as it goes", beside);
  }

  private static void row(String name, List<Fate> fates) {
    long lost = fates.stream().mapToLong(Fate::lost).sum();
    Lines.print(
        "%-36s %9d %6d %8d %10.0f %7.1f/s  %s",
        name,
        fates.stream().mapToLong(Fate::captured).sum(),
        lost,
        0,
        Medians.of(fates.stream().map(Fate::ageP99).toList()),
        Medians.of(fates.stream().map(Fate::fullRate).toList()),
        Lines.met(lost == 0));
  }
}
