package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.pki.PairedFolders;
import throng.streams.pki.PkiFiles;
import throng.streams.pki.SitePairing;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.MadeSite;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/** Nodes and an edge node that are paired: it knows one address, and goes where that sends it. */
@Tag("alone")
class PairedClusterIT {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=20ms,max-batch=1";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int CAMERAS = 12;
  private static final String QUICK = "constant:rows=6,columns=8,latency=10ms,max-batch=1";
  private static final int CROWD = 60;
  private static final Duration SOON = Duration.ofSeconds(2);
  // On a machine that builds.
  private static final Duration AT_LAST = Duration.ofSeconds(10);

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

  /** Prints how long the cameras of a node that is killed were not counted. */
  @Test
  @Tag("long")
  void sixtyCamerasAreCountedAgainSoonAfterTheFullestOfThreeNodesIsKilled() throws Exception {
    MadeSite made = MadeSite.in(folder);
    List<Path> pki = List.of(made.gpuNode("a"), made.gpuNode("b"), made.gpuNode("c"));
    try (GpuNodes gpu =
            GpuNodes.startWith(folder, node -> tls(pki.get(node)), QUICK, QUICK, QUICK);
        SiteCameras site =
            SiteCameras.start(
                folder.resolve("edge"),
                "[\"" + gpu.address(0) + "\"]",
                CROWD,
                2,
                tls(made.edge("site")))) {
      await().atMost(MINUTE).until(() -> gpu.live(1) > CROWD / 6 && gpu.live(2) > CROWD / 6);
      site.awaitAllCounted();
      int fullest = gpu.fullest();
      int away = gpu.live(fullest);

      Instant killed = Instant.now();
      gpu.node(fullest).kill();
      site.awaitAllCountedAfter(killed.plusSeconds(2));

      List<Duration> again = site.again(killed).values().stream().sorted().toList();
      System.out.printf(
          "%d of %d cameras over TLS counted again after %s (median of these), %s (the last);"
              + " within 2 s %d%n",
          away,
          CROWD,
          again.get(CROWD - 1 - away / 2),
          again.get(CROWD - 1),
          again.stream().filter(it -> it.compareTo(SOON) <= 0).count());
      assertThat(again).hasSize(CROWD).allMatch(it -> it.compareTo(AT_LAST) < 0);
      assertThat(site.end()).hasSize(CROWD);
    }
  }

  /** Prints how long that takes. */
  @Test
  void whoIsUnpairedAtOneNodeIsSentAwayByAnother() throws Exception {
    Path first = folder.resolve("pki-a");
    Path second = folder.resolve("pki-b");
    Path edge = folder.resolve("pki-edge");
    PeerIdentity camera = new PeerIdentity(Role.EDGE, "site");
    PairedFolders.letIn(first, edge, camera, Instant.now());
    PairedFolders.letIn(first, second, new PeerIdentity(Role.GPU_NODE, "b"), Instant.now());
    List<Path> pki = List.of(first, second);
    try (GpuNodes gpu = GpuNodes.startWith(folder, node -> tls(pki.get(node)), QUICK, QUICK)) {
      PairedFolders.letInBy(HostAndPort.parse(gpu.address(0)).orElseThrow(), second);
      try (SiteCameras site =
          SiteCameras.start(
              folder.resolve("edge"), "[\"" + gpu.address(1) + "\"]", 1, 2, tls(edge))) {
        site.awaitAllCounted();
        assertThat(site.nodeOf("c0")).isEqualTo(gpu.address(1));

        Instant unpaired = Instant.now();
        assertThat(new SitePairing(new PkiFiles(first), InstantSource.system()).unpair(camera))
            .isTrue();
        site.edge().waitFor(Pattern.compile("edge/site was revoked"), AT_LAST);

        System.out.printf(
            "An edge node that was unpaired at one node was sent away by another after %s%n",
            Duration.between(unpaired, Instant.now()));
      }
    }
  }

  private static String tls(Path pki) {
    return "tls { mode = required, folder = \"" + pki + "\" }";
  }
}
