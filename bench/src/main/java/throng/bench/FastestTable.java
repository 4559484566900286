package throng.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.bench.EdgeSide.RunningCamera;
import throng.streams.frame.Mode;

/** How fast one camera goes. */
@Command(
    name = "fastest",
    description = "One camera as fast as it goes, lossless, network that costs nothing.")
final class FastestTable implements Table {
  @Option(names = "--rounds", description = "How often it is measured.", defaultValue = "5")
  private int rounds = 5;

  @Option(names = "--seconds", description = "How long each time.", defaultValue = "4")
  private double seconds = 4;

  @Override
  public void print() throws Exception {
    Path file = Footage.mjpeg();
    List<Double> rates = new ArrayList<>();
    try (GpuSide gpu = GpuSide.start("constant");
        EdgeSide edge = new EdgeSide(gpu.address())) {
      List<RunningCamera> camera =
          List.of(edge.run("camera", Mode.LOSSLESS, Footage.looped(file), outcome -> {}));
      Sampling.rest(5);
      Progress progress = new Progress("fastest", rounds);
      for (int round = 0; round < rounds; round++) {
        rates.add(Sampling.framesPerSecond(camera, seconds));
        progress.step();
      }
      EdgeSide.stop(camera);
    }
    Lines.title("One camera as fast as it goes, lossless, network that costs nothing");
    Lines.print(
        "%-36s %10.0f frames/s, median of %d",
        "640 x 480 MJPEG passed through", Medians.of(rates), rounds);
  }
}
