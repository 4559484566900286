package throng.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.bench.EdgeSide.RunningCamera;
import throng.streams.frame.Mode;

/** How fast one camera goes, unencrypted and by TLS. */
@Command(
    name = "fastest",
    description = "One camera as fast as it goes, lossless, network that costs nothing.")
final class FastestTable implements Table {
  private static final double WARM_UP = 5;

  @Option(names = "--rounds", description = "How often each is measured.", defaultValue = "5")
  private int rounds = 5;

  @Option(names = "--seconds", description = "How long each time.", defaultValue = "4")
  private double seconds = 4;

  @Override
  public void print() throws Exception {
    Path file = Footage.mjpeg();
    List<Double> plain = new ArrayList<>();
    List<Double> encrypted = new ArrayList<>();
    try (PairedSides sides = new PairedSides("constant")) {
      rate(sides.plain(), file, WARM_UP);
      rate(sides.encrypted(), file, WARM_UP);
      Progress progress = new Progress("fastest", 2L * rounds);
      for (int round = 0; round < rounds; round++) {
        plain.add(rate(sides.plain(), file, seconds));
        progress.step();
        encrypted.add(rate(sides.encrypted(), file, seconds));
        progress.step();
      }
    }
    Lines.title("One camera as fast as it goes, lossless, network that costs nothing");
    Lines.print("%-36s %10s  medians of %d, in turn", "640 x 480 MJPEG passed through", "", rounds);
    Lines.print("%-36s %10.0f frames/s", "unencrypted", Medians.of(plain));
    Lines.print(
        "%-36s %10.0f frames/s, %.2f of it",
        "TLS 1.3", Medians.of(encrypted), Medians.ratio(encrypted, plain));
  }

  private static double rate(EdgeSide edge, Path file, double seconds) throws Exception {
    List<RunningCamera> camera =
        List.of(edge.run("camera", Mode.LOSSLESS, Footage.looped(file), outcome -> {}));
    Sampling.rest(1);
    double rate = Sampling.framesPerSecond(camera, seconds);
    EdgeSide.stop(camera);
    return rate;
  }
}
