package throng.bench;

import java.io.IOException;
import java.nio.file.Path;
import throng.tests.GpuNodes;

/** Two nodes of unequal speed are busy when a much quicker one comes. */
final class LateNodeProof {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=%dms,max-batch=1";

  // Of one picture a second each: 0.8 of what the first two can, 0.2 of what all three can.
  private static final int CAMERAS = 30;
  private static final int FPS = 1;
  private static final int NODES = 3;

  private static final int SETTLES_SECONDS = 30;
  private static final double SPREAD = 0.2;
  private static final int STAYS_SECONDS = 60;

  private LateNodeProof() {}

  static void show(Path folder, ProofLines lines) throws Exception {
    try (GpuNodes gpu =
            GpuNodes.startFirst(
                NODES - 1,
                folder,
                NETWORK.formatted(80),
                NETWORK.formatted(40),
                NETWORK.formatted(10));
        ClusterSite site =
            ClusterSite.start(folder.resolve("edge"), gpu.addresses(), CAMERAS, FPS, "")) {
      Waiting.until(() -> gpu.live(0) > 0 && gpu.live(1) > 0, "The cameras are not at both nodes");
      site.awaitAllCounted();

      gpu.startNext();
      Sampling.rest(SETTLES_SECONDS);
      lines.ratio(
          "networks of 80 and 40 ms, and late one of 10 ms: spread of loads after %d s"
              .formatted(SETTLES_SECONDS),
          spread(gpu),
          SPREAD);
      int before = moves(gpu);
      Sampling.rest(STAYS_SECONDS);
      lines.number(
          "cameras moved in the %d s after that".formatted(STAYS_SECONDS), moves(gpu) - before, 0);
    }
  }

  private static double spread(GpuNodes gpu) throws IOException {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int node = 0; node < NODES; node++) {
      least = Math.min(least, gpu.load(node));
      most = Math.max(most, gpu.load(node));
    }
    return most - least;
  }

  private static int moves(GpuNodes gpu) throws IOException {
    int[] moves = ClusterTable.moves(gpu, NODES);
    return moves[0] + moves[1];
  }
}
