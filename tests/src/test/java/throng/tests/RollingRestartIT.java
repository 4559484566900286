package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The GPU nodes of a cluster are ended one after another, and started again, as for an upgrade. */
@Tag("long")
class RollingRestartIT {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=20ms";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int LIVE = 20;
  private static final int NODES = 3;

  @TempDir Path folder;

  @Test
  void noFrameOfAnyCameraIsLost() throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 20, 64, 48);
    String films =
        """
        cameras {
          film { source = "%1$s", jpeg.loop = true }
          reel { source = "%1$s", jpeg.loop = true }
        }
        """
            .formatted(pictures);
    try (GpuNodes gpu = GpuNodes.start(folder, NETWORK, NETWORK, NETWORK);
        SiteCameras site =
            SiteCameras.start(folder.resolve("edge"), gpu.addresses(), LIVE, films)) {
      await().atMost(MINUTE).until(() -> gpu.live(1) > 0 && gpu.live(2) > 0);
      site.awaitAllCounted();

      for (int node = 0; node < NODES; node++) {
        restart(gpu, node, site);
      }

      List<Identity> cameras = site.end();
      assertThat(cameras).hasSize(LIVE + 2);
      assertThat(cameras).as(site.edge().output()).allMatch(it -> it.lost() == 0);
      assertThat(cameras).as(site.edge().output()).allMatch(it -> it.counted() > 0);
      assertThat(site.edge().output()).doesNotContain("No GPU node listens", "ended:", "broke");
      site.assertNoneIsMissing("film");
      site.assertNoneIsMissing("reel");
    }
  }

  private static void restart(GpuNodes gpu, int node, SiteCameras site) throws Exception {
    gpu.node(node).terminate();
    assertThat(gpu.node(node).exitCode(MINUTE)).as(gpu.node(node).output()).isZero();
    gpu.restart(node);
    int film = site.rows("film").size();
    int reel = site.rows("reel").size();
    await()
        .atMost(MINUTE)
        .until(() -> site.rows("film").size() > film && site.rows("reel").size() > reel);
  }
}
