package throng.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import throng.tests.Cables;
import throng.tests.GpuNodes;

/** Two nodes lose sight of each other, while an edge node reaches both. */
final class CutProof {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=20ms";
  private static final Pattern ALONE = Pattern.compile("The cluster: no other GPU node is there");
  private static final int CAMERAS = 6;
  private static final int FPS = 5;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration ONE_AGAIN = Duration.ofSeconds(30);
  private static final Duration SPLIT = Duration.ofMinutes(1);

  /** What an edge node has counted stands in its file by then. */
  private static final double WRITTEN_SECONDS = 3;

  private CutProof() {}

  static void show(Path folder, ProofLines lines) throws Exception {
    try (Cables cables = new Cables();
        GpuNodes gpu = GpuNodes.start(folder, cables::to, NETWORK, NETWORK);
        ClusterSite site =
            ClusterSite.start(folder.resolve("edge"), gpu.addresses(), CAMERAS, FPS, "")) {
      Waiting.until(() -> gpu.live(0) > 0 && gpu.live(1) > 0, "The cameras are not at both nodes");
      site.awaitAllCounted();

      Instant cut = Instant.now();
      cables.cut();
      gpu.node(0).waitFor(ALONE, SPLIT);
      gpu.node(1).waitFor(ALONE, SPLIT);
      Waiting.until(() -> !seesOther(gpu, 0) && !seesOther(gpu, 1), "The nodes still work as one");

      Instant healed = Instant.now();
      cables.heal();
      Waiting.upTo(ONE_AGAIN.multipliedBy(2), () -> seesOther(gpu, 0) && seesOther(gpu, 1));
      Instant again = Instant.now();
      Sampling.rest(WRITTEN_SECONDS);
      lines.seconds(
          "partition: the longest pause of a camera, till after it",
          site.rows().longestPause(cut, again),
          PAUSE);
      lines.seconds(
          "one cluster again after it has healed",
          Duration.between(healed, again).toMillis() / 1e3,
          ONE_AGAIN);
    }
  }

  private static boolean seesOther(GpuNodes gpu, int node) throws IOException {
    return gpu.told(node).lines().anyMatch(it -> it.startsWith(gpu.address(1 - node) + " "));
  }
}
