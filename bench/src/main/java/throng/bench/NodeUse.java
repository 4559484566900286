package throng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import throng.tests.GpuNodes;

/**
 * What GPU nodes take of their machine, each of them on average.
 *
 * @param megabytes resident
 */
record NodeUse(double megabytes, double threads) {
  /** At this moment. */
  static NodeUse of(GpuNodes gpu, int nodes) throws IOException {
    double megabytes = 0;
    double threads = 0;
    for (int node = 0; node < nodes; node++) {
      long pid = gpu.node(node).pid();
      megabytes += ResidentMemory.resident(pid);
      threads += threads(pid);
    }
    return new NodeUse(megabytes / nodes, threads / nodes);
  }

  private static long threads(long pid) throws IOException {
    try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return tasks.count();
    }
  }

  NodeUse less(NodeUse other) {
    return new NodeUse(megabytes - other.megabytes, threads - other.threads);
  }

  /** Of each of so many. */
  NodeUse each(double number) {
    return new NodeUse(megabytes / number, threads / number);
  }
}
