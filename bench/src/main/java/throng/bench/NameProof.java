package throng.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import throng.tests.GpuNodes;

/** An edge node of a name that another has, at the node where that one is not. */
final class NameProof {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=20ms";
  private static final int FPS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern BEGINS = Pattern.compile("c0: ");
  private static final Pattern NAME_TAKEN =
      Pattern.compile("Another edge node is connected as site/c0");

  // What they count meanwhile stands in their files by then.
  private static final double WATCHED_SECONDS = 5;

  private NameProof() {}

  static void show(Path folder, ProofLines lines) throws Exception {
    try (GpuNodes gpu = GpuNodes.start(folder, NETWORK, NETWORK);
        ClusterSite first =
            ClusterSite.start(folder.resolve("first"), gpu.addresses(), 1, FPS, "")) {
      Waiting.until(() -> gpu.live(0) + gpu.live(1) == 1, "The camera is at no node");
      first.awaitAllCounted();
      String other = gpu.address(gpu.live(0) == 1 ? 1 : 0);
      try (ClusterSite second =
          ClusterSite.start(folder.resolve("second"), "[\"" + other + "\"]", 1, FPS, "")) {
        second.edge().waitFor(BEGINS, PATIENCE);
        Instant begun = Instant.now();
        second.edge().waitFor(NAME_TAKEN, PATIENCE);
        Instant refused = Instant.now();

        Sampling.rest(WATCHED_SECONDS);
        lines.seconds(
            "the same name at two nodes: the second is refused, from its first word",
            Duration.between(begun, refused).toMillis() / 1e3);
        lines.one("so many of the two are counted after that", counted(first, second, refused));
      }
    }
    lines.elsewhere(
        "in a race, and during a split", "NameRegistryTest, SharedNamesTest; PartitionIT");
  }

  private static long counted(ClusterSite first, ClusterSite second, Instant from)
      throws Exception {
    long counted = 0;
    for (ClusterSite site : List.of(first, second)) {
      counted += site.rows().counted(from) > 0 ? 1 : 0;
    }
    return counted;
  }
}
