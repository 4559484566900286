package throng.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import throng.tests.NodeProcess;
import throng.tests.SiteFile;

/**
 * An edge node in a process of its own, with live cameras, {@code site/c0} onwards.
 *
 * @param rows what it writes of them
 * @param cameras how many
 */
record ClusterSite(NodeProcess edge, SiteRows rows, int cameras) implements AutoCloseable {
  private static final Duration END = Duration.ofMinutes(1);
  private static final Pattern SUMMARY =
      Pattern.compile("captured (\\d+) = .* \\+ lost (\\d+) \\+ under way");

  /**
   * Where the pictures of all its cameras went.
   *
   * @param lost that were under way when a connection broke
   * @param said all that it said
   */
  record End(long captured, long lost, String said) {}

  /**
   * Starts it.
   *
   * @param folder its own
   * @param gpuNodes a list as settings have it
   * @param fps pictures a second of each camera
   * @param more settings of {@code throng.edge-nodes.site}, such as a further camera
   */
  static ClusterSite start(Path folder, String gpuNodes, int cameras, int fps, String more)
      throws IOException {
    SiteFile site = SiteFile.write(folder, gpuNodes, cameras, fps, more);
    NodeProcess edge =
        NodeProcess.start(
            List.of(cameras > 100 ? "-Xmx1g" : "-Xmx256m"),
            "nodes/edge/target/edge-node.jar",
            folder,
            site.arguments());
    return new ClusterSite(edge, new SiteRows(site.csv()), cameras);
  }

  /** Waits until each live camera was counted. */
  void awaitAllCounted() throws Exception {
    Waiting.until(
        () -> rows.again(Instant.EPOCH).size() == cameras, "Some cameras are not counted");
  }

  /** Waits until there are so many more counts of a camera. */
  void awaitMoreOf(String camera, int more) throws Exception {
    long enough = rows.of(camera) + more;
    Waiting.until(() -> rows.of(camera) >= enough, camera + " is not counted");
  }

  /** Ends it as Ctrl-C does. */
  End end() throws Exception {
    edge.interrupt();
    edge.exitCode(END);
    long captured = 0;
    long lost = 0;
    Matcher summary = SUMMARY.matcher(edge.output());
    while (summary.find()) {
      captured += Long.parseLong(summary.group(1));
      lost += Long.parseLong(summary.group(2));
    }
    if (captured == 0) {
      throw new IllegalStateException("The edge node does not tell where its pictures went.");
    }
    return new End(captured, lost, edge.output());
  }

  @Override
  public void close() {
    edge.close();
  }
}
