package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two GPU nodes lose sight of each other, while edge nodes reach both. */
@Tag("long")
class PartitionIT {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=20ms";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  // On a machine that builds at the same time.
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Pattern ALONE = Pattern.compile("The cluster: no other GPU node is there");
  private static final Pattern NAME_TAKEN =
      Pattern.compile("Another edge node is connected as site/c0");
  private static final int CAMERAS = 6;

  @TempDir Path folder;
  private final Cables cables = new Cables();

  @AfterEach
  void unplug() {
    cables.close();
  }

  @Test
  void countingGoesOnAndOneClusterIsThereAgainAfterwardsWithOneHolderOfEachName() throws Exception {
    try (GpuNodes gpu = GpuNodes.start(folder, cables::to, NETWORK, NETWORK);
        SiteCameras site =
            SiteCameras.start(folder.resolve("edge"), gpu.addresses(), CAMERAS, "")) {
      await().atMost(MINUTE).until(() -> gpu.live(0) > 0 && gpu.live(1) > 0);
      site.awaitAllCounted();

      Instant cut = Instant.now();
      cables.cut();
      gpu.node(0).waitFor(ALONE, MINUTE);
      gpu.node(1).waitFor(ALONE, MINUTE);
      try (SiteCameras twin = twin(gpu, site.nodeOf("c0"))) {
        twin.awaitAllCounted();

        Instant healed = Instant.now();
        cables.heal();
        await().atMost(MINUTE).until(() -> seesOther(gpu, 0) && seesOther(gpu, 1));
        System.out.printf(
            "one cluster again %s after the cut, %s after the healing%n",
            Duration.between(cut, Instant.now()), Duration.between(healed, Instant.now()));

        twin.edge().waitFor(NAME_TAKEN, MINUTE);
      }
      Duration longest = site.longestPause(cut);
      System.out.println("the longest pause of a camera: " + longest);
      assertThat(longest).isLessThan(PAUSE);
      List<Identity> cameras = site.end();
      assertThat(cameras).allMatch(it -> it.lost() == 0);
    }
  }

  /** Another edge node of the same name, at the node that has not its camera. */
  private SiteCameras twin(GpuNodes gpu, String taken) throws IOException {
    String other = gpu.address(0).equals(taken) ? gpu.address(1) : gpu.address(0);
    return SiteCameras.start(folder.resolve("twin"), "[\"" + other + "\"]", 1, "");
  }

  private static boolean seesOther(GpuNodes gpu, int node) throws IOException {
    return gpu.told(node).lines().anyMatch(it -> it.startsWith(gpu.address(1 - node) + " "));
  }
}
