package throng.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.tests.GpuNodes;
import throng.tests.NodeProcess;

/**
 * GPU nodes that work as one, with networks that sleep as a device would, so that a small machine
 * plays a large cluster: all cameras dial the first node, and nodes are stopped, hang and are
 * killed at the end. Then come the {@link ClusterProofs}.
 */
@Command(
    name = "cluster",
    description =
        "One to eight GPU nodes: frames, loads, moves, what a camera takes, nodes that end; then"
            + " ten proofs of what they promise, with bounds; about 14 minutes.")
final class ClusterTable implements Table {
  private static final Pattern MOVED = Pattern.compile("came: (\\d+);.* which went: (\\d+);");
  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final String LIMITS =
      "limits { ping-after = 500ms, silence-timeout = %dms }".formatted(SILENCE.toMillis());

  /** Far longer than any camera may take to be counted again. */
  private static final Duration AWAY = Duration.ofSeconds(10);

  /** How many pictures a second a node counts one by one. */
  private static final double ONE_BY_ONE = 25;

  /** Of what a node can, so that it has something to share. */
  private static final double LOAD = 0.8;

  private static final String ROW = "%5s %7s %9s %7s %8s %7s %7s %9s %9s %8s %9s %9s %9s %9s";

  @Option(names = "--nodes", split = ",", description = "How many nodes.", defaultValue = "1,2,4,8")
  private List<Integer> nodes = List.of(1, 2, 4, 8);

  @Option(names = "--cameras", description = "Cameras a node.", defaultValue = "4")
  private int cameras = 4;

  @Option(
      names = "--total",
      description = "Cameras of all nodes together, in place of --cameras.",
      defaultValue = "0")
  private int total;

  @Option(names = "--fps", description = "Pictures a second of each.", defaultValue = "5")
  private int fps = 5;

  @Option(
      names = "--seconds",
      description = "How long is measured, after as long.",
      defaultValue = "15")
  private int seconds = 15;

  @Option(names = "--no-ends", description = "Stops, hangs and kills no node.")
  private boolean isWithoutEnds;

  @Option(names = "--proofs", description = "The proofs alone.")
  private boolean isProofsAlone;

  @Option(names = "--no-proofs", description = "The table of nodes alone.")
  private boolean isWithoutProofs;

  private final ClusterGrowth growth = new ClusterGrowth();

  @Override
  public void print() throws Exception {
    if (!isProofsAlone) {
      printNodes();
    }
    if (isProofsAlone || !isWithoutProofs) {
      ClusterProofs.print();
    }
  }

  private void printNodes() throws Exception {
    Lines.title(
        "GPU nodes that work as one, each with %.0f %% to do; one dialled by all"
            .formatted(LOAD * 100));
    Lines.print(
        ROW,
        "nodes",
        "cameras",
        "frames/s",
        "lowest",
        "highest",
        "sent on",
        "moved",
        "MB a node",
        "kB a cam.",
        "threads",
        "a camera",
        "stopped",
        "hangs",
        "killed");
    for (int count : nodes) {
      measure(count);
    }
    Lines.print(
        "Lowest and highest: the nodes' loads. A camera's kB and threads: what its node took more"
            + " than before it came. Stopped in order, hanging, killed: seconds until the last"
            + " camera was counted again, or how many were; the edge node gives up a node that is"
            + " silent for %d s.",
        SILENCE.toSeconds());
    growth.lines().forEach(line -> Lines.print("%s", line));
  }

  private int cameras(int nodes) {
    return total > 0 ? total : nodes * cameras;
  }

  private void measure(int count) throws Exception {
    Path folder = Files.createTempDirectory("throng-bench");
    int all = cameras(count);
    String[] networks = new String[count];
    Arrays.fill(networks, network((double) all / count));
    String more = "session.max-sessions = %d".formatted(Math.max(256, all));
    try (GpuNodes gpu = GpuNodes.startWith(folder, node -> more, networks)) {
      NodeUse idle = NodeUse.of(gpu, count);
      try (ClusterSite site = ClusterSite.start(folder, gpu.addresses(), all, fps, LIMITS)) {
        Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        Instant from = Instant.now();
        Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        print(site.rows(), gpu, idle, count, from);
      }
    }
  }

  /** One that has {@link #LOAD} to do with so many cameras. */
  private String network(double cameras) {
    int batch = (int) Math.max(1, Math.round(cameras * fps / (LOAD * ONE_BY_ONE)));
    return "constant:rows=6,columns=8,latency=%.0fms,max-batch=%d"
        .formatted(1000 / ONE_BY_ONE, batch);
  }

  private void print(SiteRows rows, GpuNodes gpu, NodeUse idle, int count, Instant from)
      throws Exception {
    int all = cameras(count);
    double rate = rows.counted(from) / (double) seconds;
    NodeUse use = NodeUse.of(gpu, count);
    NodeUse camera = use.less(idle).each((double) all / count);
    double[] loads =
        IntStream.range(0, count).mapToDouble(node -> load(gpu, node)).sorted().toArray();
    int[] moves = moves(gpu, count);
    growth.add(
        new ClusterGrowth.Row(
            count, all, rate, loads[count - 1] - loads[0], moves[0] + moves[1], use));
    String[] again = ends(gpu, rows, count);
    Lines.print(
        ROW,
        count,
        all,
        "%.1f".formatted(rate),
        "%.2f".formatted(loads[0]),
        "%.2f".formatted(loads[count - 1]),
        moves[0],
        moves[1],
        "%.0f".formatted(use.megabytes()),
        "%.0f".formatted(camera.megabytes() * 1000),
        "%.0f".formatted(use.threads()),
        "%.2f".formatted(camera.threads()),
        again[0],
        again[1],
        again[2]);
  }

  private static double load(GpuNodes gpu, int node) {
    try {
      return gpu.load(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many cameras were sent on as they came, and how many were moved. */
  static int[] moves(GpuNodes gpu, int count) throws IOException {
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
    return rows.again(from, cameras(count));
  }

  /** A node that is stopped in order, one that hangs, and one that is killed. */
  private String[] ends(GpuNodes gpu, SiteRows rows, int count) throws Exception {
    if (count == 1 || isWithoutEnds) {
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
}
