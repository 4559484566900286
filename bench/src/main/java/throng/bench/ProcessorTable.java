package throng.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.bench.EdgeSide.RunningCamera;
import throng.streams.frame.Mode;

/** Processor time of a frame through both nodes, against reading, encoding and decoding alone. */
@Command(
    name = "processor",
    description = "Processor time a frame of both nodes, against the pictures' own.")
final class ProcessorTable implements Table {
  private static final double REQUIRED = 1.1;
  private static final double MILLISECOND = 1e6;

  @Option(names = "--rounds", description = "How often each is measured.", defaultValue = "5")
  private int rounds = 5;

  @Option(names = "--seconds", description = "How long each time.", defaultValue = "6")
  private double seconds = 6;

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @Override
  public void print() throws Exception {
    Path file = Footage.mpeg4();
    List<Double> bare = new ArrayList<>();
    List<Double> nodes = new ArrayList<>();
    List<Double> encrypted = new ArrayList<>();
    try (PairedSides sides = new PairedSides("constant");
        BareVideo video = new BareVideo(file)) {
      Progress progress = new Progress("processor", rounds + 2L);
      for (int round = -2; round < rounds; round++) {
        double own = bare(video);
        double both = nodes(sides.plain(), file);
        double byTls = nodes(sides.encrypted(), file);
        // The first two warm the compiler up.
        if (round >= 0) {
          bare.add(own);
          nodes.add(both);
          encrypted.add(byTls);
        }
        progress.step();
      }
    }
    table(bare, nodes, encrypted);
  }

  private double bare(BareVideo video) throws Exception {
    long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    long before = process.getProcessCpuTime();
    long frames = 0;
    while (System.nanoTime() < end) {
      video.next();
      frames++;
    }
    return (process.getProcessCpuTime() - before) / MILLISECOND / frames;
  }

  private double nodes(EdgeSide edge, Path file) throws InterruptedException {
    List<RunningCamera> camera =
        List.of(edge.run("camera", Mode.LOSSLESS, Footage.looped(file), outcome -> {}));
    Sampling.rest(1);
    long frames = Sampling.counted(camera);
    long before = process.getProcessCpuTime();
    Sampling.rest(seconds);
    double spent = (process.getProcessCpuTime() - before) / MILLISECOND;
    frames = Sampling.counted(camera) - frames;
    EdgeSide.stop(camera);
    return spent / frames;
  }

  private void table(List<Double> bare, List<Double> nodes, List<Double> encrypted) {
    double ratio = Medians.ratio(nodes, bare);
    Lines.title(
        "Processor time a frame, network that costs nothing, 640 x 480 video read and encoded;"
            + " medians of "
            + rounds);
    Lines.print("%-36s %10s %8s %10s", "", "ms/frame", "ratio", "at most");
    Lines.print("%-36s %10.3f", "read, encode, decode in one loop", Medians.of(bare));
    Lines.print(
        "%-36s %10.3f %8.3f %10.2f  %s",
        "both nodes, unencrypted",
        Medians.of(nodes),
        ratio,
        REQUIRED,
        Lines.met(ratio <= REQUIRED));
    Lines.print(
        "%-36s %10.3f %8.3f",
        "both nodes, TLS 1.3", Medians.of(encrypted), Medians.ratio(encrypted, bare));
  }
}
