package throng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * plays a large cluster: all cameras dial the first node, and one node is killed at the end.
 */
@Command(
    name = "cluster",
    description = "One, two and four GPU nodes: frames, loads, moves, and a node that is killed.")
final class ClusterTable implements Table {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=40ms,max-batch=1";
  private static final Pattern MOVED = Pattern.compile("came: (\\d+); moved: (\\d+);");
  private static final double MILLIS = 1e3;
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
        "%5s %7s %9s %7s %7s %7s %9s %8s %9s",
        "nodes",
        "cameras",
        "frames/s",
        "spread",
        "sent on",
        "moved",
        "MB a node",
        "threads",
        "killed, s");
    for (int count : nodes) {
      measure(count);
    }
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
      double rate = counted(folder, from) / (double) seconds;
      double memory = 0;
      int threads = 0;
      for (int node = 0; node < count; node++) {
        memory += ResidentMemory.resident(gpu.node(node).pid()) / count;
        threads += threads(gpu.node(node).pid()) / count;
      }
      double spread = spread(gpu, count);
      int[] moves = moves(gpu, count);
      String killed = count == 1 ? "-" : "%.2f".formatted(killed(gpu, folder, count));
      Lines.print(
          "%5d %7d %9.1f %7.2f %7d %7d %9.0f %8d %9s",
          count, count * cameras, rate, spread, moves[0], moves[1], memory, threads, killed);
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
        "throng.edge-nodes.site { gpu-nodes = %s, cameras { %s } }".formatted(gpuNodes, all));
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

  /** How long the last camera takes to be counted again when the fullest node is killed. */
  private static double killed(GpuNodes gpu, Path folder, int count) throws Exception {
    Instant killed = Instant.now();
    gpu.node(gpu.fullest()).kill();
    Thread.sleep(Duration.ofSeconds(15).toMillis());
    Map<String, Instant> first = new HashMap<>();
    for (String[] row : rows(folder)) {
      Instant at = Instant.parse(row[3]);
      if (at.isAfter(killed)) {
        first.putIfAbsent(row[0], at);
      }
    }
    return first.values().stream()
        .mapToDouble(at -> Duration.between(killed, at).toMillis() / MILLIS)
        .max()
        .orElse(Double.NaN);
  }

  private static long counted(Path folder, Instant from) throws IOException {
    return rows(folder).stream().filter(row -> Instant.parse(row[3]).isAfter(from)).count();
  }

  /** Those with a count; the last line may be half written. */
  private static List<String[]> rows(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("counts.csv"));
    return lines.subList(1, lines.size() - 1).stream()
        .map(line -> line.split(",", -1))
        .filter(row -> !row[5].isEmpty())
        .toList();
  }

  private static int threads(long pid) throws IOException {
    try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return (int) tasks.count();
    }
  }
}
