package throng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.tests.GpuNodes;
import throng.tests.NodeProcess;

/**
 * GPU nodes that work as one, with networks that sleep as a device would, so that a small machine
 * plays a large cluster: all cameras dial the first node, and nodes are stopped, hang and are
 * killed at the end.
 */
@Command(
    name = "cluster",
    description = "One, two and four GPU nodes: frames, loads, moves, and nodes that end.")
final class ClusterTable implements Table {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=40ms,max-batch=1";
  private static final Pattern MOVED = Pattern.compile("came: (\\d+);.* which went: (\\d+);");
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /** Far longer than any camera may take to be counted again. */
  private static final Duration AWAY = Duration.ofSeconds(15);

  private static final String FLAGS = "-Xmx256m";

  @Option(names = "--nodes", split = ",", description = "How many nodes.", defaultValue = "1,2,4")
  private List<Integer> nodes = List.of(1, 2, 4);

  @Option(
      names = "--cameras",
      description = "Cameras a node, of five pictures a second; five fill it.",
      defaultValue = "4")
  private int cameras = 4;

  @Option(names = "--seconds", description = "How long is measured.", defaultValue = "30")
  private int seconds = 30;

  @Override
  public void print() throws Exception {
    Lines.title("GPU nodes that work as one, each for 25 pictures a second; one dialled by all");
    Lines.print(
        "%5s %7s %9s %7s %7s %7s %9s %8s %9s %9s %9s",
        "nodes",
        "cameras",
        "frames/s",
        "spread",
        "sent on",
        "moved",
        "MB a node",
        "threads",
        "stopped",
        "hangs",
        "killed");
    for (int count : nodes) {
      measure(count);
    }
    Lines.print(
        "Stopped in order, hanging, killed: seconds until the last camera was counted again, or how"
            + " many were; the edge node gives up a node that is silent for %d s.",
        SILENCE.toSeconds());
  }

  private void measure(int count) throws Exception {
    Path folder = Files.createTempDirectory("throng-bench");
    String[] networks = new String[count];
    Arrays.fill(networks, NETWORK);
    try (GpuNodes gpu = GpuNodes.start(folder, networks);
        NodeProcess edge = edge(folder, gpu.addresses(), count * cameras)) {
      Thread.sleep(Duration.ofSeconds(seconds).toMillis());
      Instant from = Instant.now();
      Thread.sleep(Duration.ofSeconds(seconds).toMillis());
      SiteRows rows = new SiteRows(folder.resolve("counts.csv"));
      double rate = rows.counted(from) / (double) seconds;
      double memory = 0;
      int threads = 0;
      for (int node = 0; node < count; node++) {
        memory += ResidentMemory.resident(gpu.node(node).pid()) / count;
        threads += threads(gpu.node(node).pid()) / count;
      }
      double spread = spread(gpu, count);
      int[] moves = moves(gpu, count);
      String[] again = ends(gpu, rows, count);
      Lines.print(
          "%5d %7d %9.1f %7.2f %7d %7d %9.0f %8d %9s %9s %9s",
          count,
          count * cameras,
          rate,
          spread,
          moves[0],
          moves[1],
          memory,
          threads,
          again[0],
          again[1],
          again[2]);
    }
  }

  private static NodeProcess edge(Path folder, String gpuNodes, int cameras) throws IOException {
    String all =
        IntStream.range(0, cameras)
            .mapToObj(
                i ->
                    "c%d { source = \"test:people=5,size=160x120,fps=5,seed=%d\" }".formatted(i, i))
            .collect(Collectors.joining("\n"));
    Path settings = folder.resolve("edge.conf");
    Files.writeString(
        settings,
        "throng.edge-nodes.site { gpu-nodes = %s, cameras { %s }, limits { ping-after = 500ms, silence-timeout = %dms } }"
            .formatted(gpuNodes, all, SILENCE.toMillis()));
    return NodeProcess.start(
        List.of(FLAGS),
        "nodes/edge/target/edge-node.jar",
        folder,
        "--config",
        settings.toString(),
        "--node",
        "site",
        "--csv",
        folder.resolve("counts.csv").toString());
  }

  private static double spread(GpuNodes gpu, int count) throws IOException {
    double most = 0;
    double least = Double.MAX_VALUE;
    for (int node = 0; node < count; node++) {
      most = Math.max(most, gpu.load(node));
      least = Math.min(least, gpu.load(node));
    }
    return most - least;
  }

  /** How many cameras were sent on as they came, and how many were moved. */
  private static int[] moves(GpuNodes gpu, int count) throws IOException {
    int[] moves = new int[2];
    for (int node = 0; node < count; node++) {
      Matcher matcher = MOVED.matcher(gpu.told(node));
      if (matcher.find()) {
        moves[0] += Integer.parseInt(matcher.group(1));
        moves[1] += Integer.parseInt(matcher.group(2));
      }
    }
    return moves;
  }

  /** How a node ends. */
  private interface End {
    void of(NodeProcess node) throws Exception;
  }

  /** How long the last camera takes to be counted again after that. */
  private String again(GpuNodes gpu, SiteRows rows, int count, int node, End end) throws Exception {
    Instant from = Instant.now();
    end.of(gpu.node(node));
    Thread.sleep(AWAY.toMillis());
    return rows.again(from, count * cameras);
  }

  /** A node that is stopped in order, one that hangs, and one that is killed. */
  private String[] ends(GpuNodes gpu, SiteRows rows, int count) throws Exception {
    if (count == 1) {
      return new String[] {"-", "-", "-"};
    }
    int drained = gpu.fullest();
    String afterDrain = again(gpu, rows, count, drained, NodeProcess::terminate);
    gpu.restart(drained);
    int hung = other(drained, count);
    String afterHang = again(gpu, rows, count, hung, NodeProcess::pause);
    gpu.node(hung).resume();
    Thread.sleep(AWAY.toMillis());
    return new String[] {
      afterDrain, afterHang, again(gpu, rows, count, gpu.fullest(), NodeProcess::kill)
    };
  }

  /** Its cameras are where the node that was stopped first had sent them. */
  private static int other(int node, int count) {
    return (node + 1) % count;
  }

  private static int threads(long pid) throws IOException {
    try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return (int) tasks.count();
    }
  }
}
