package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.tls.MadeSite;

/** Nodes and an edge node that are paired: it knows one address, and goes where that sends it. */
class PairedClusterIT {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=20ms,max-batch=1";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int CAMERAS = 12;

  @TempDir Path folder;

  @Test
  void camerasThatKnowOneNodeSpreadOverAllAndNoneLosesAFrameWhenOneGoesDown() throws Exception {
    MadeSite made = MadeSite.in(folder);
    List<Path> pki = List.of(made.gpuNode("a"), made.gpuNode("b"), made.gpuNode("c"));
    Path edge = made.edge("site");
    try (GpuNodes gpu =
            GpuNodes.startWith(folder, node -> tls(pki.get(node)), NETWORK, NETWORK, NETWORK);
        SiteCameras site =
            SiteCameras.start(
                folder.resolve("edge"), "[\"" + gpu.address(0) + "\"]", CAMERAS, tls(edge))) {
      await().atMost(MINUTE).until(() -> gpu.live(1) > 0 && gpu.live(2) > 0);
      site.awaitAllCounted();
      int fullest = gpu.fullest();

      gpu.node(fullest).terminate();
      assertThat(gpu.node(fullest).exitCode(MINUTE)).as(gpu.node(fullest).output()).isZero();
      site.awaitAllCountedAfter(Instant.now());

      List<Identity> cameras = site.end();
      assertThat(cameras).hasSize(CAMERAS);
      assertThat(cameras).as(site.edge().output()).allMatch(it -> it.lost() == 0);
      assertThat(site.edge().output()).doesNotContain("ended:", "broke");
    }
  }

  private static String tls(Path pki) {
    return "tls { mode = required, folder = \"" + pki + "\" }";
  }
}
