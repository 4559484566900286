package throng.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import throng.streams.camera.Picture;
import throng.streams.tls.MadeSite;
import throng.tests.GpuNodes;

/** Nodes that are killed, restarted one after another, and hang. */
final class EndProofs {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=20ms,max-batch=1";
  private static final String IN_BATCHES = "constant:rows=6,columns=8,latency=20ms";
  private static final int CAMERAS = 12;
  // More than one node counts in time, though it counts in batches.
  private static final int CAMERAS_IN_BATCHES = 20;
  private static final int FPS = 5;
  private static final int PICTURES = 20;
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /** Far longer than any camera may take to be counted again. */
  private static final Duration AWAY = Duration.ofSeconds(20);

  private static final Duration END = Duration.ofMinutes(1);

  /** What an edge node says of a node that is gone otherwise than in order. */
  private static final Pattern FAILURE = Pattern.compile("No GPU node listens|ended:|broke");

  private EndProofs() {}

  /** One of three, over TLS. */
  static void killed(Path folder, ProofLines lines) throws Exception {
    MadeSite made = MadeSite.in(folder);
    List<Path> pki = List.of(made.gpuNode("a"), made.gpuNode("b"), made.gpuNode("c"));
    String more = TrustProofs.required(made.edge("site")) + "\n" + film(folder);
    try (GpuNodes gpu =
            GpuNodes.startWith(
                folder, node -> TrustProofs.required(pki.get(node)), NETWORK, NETWORK, NETWORK);
        ClusterSite site =
            ClusterSite.start(
                folder.resolve("edge"), "[\"" + gpu.address(0) + "\"]", CAMERAS, FPS, more)) {
      awaitCounting(gpu, site);
      int fullest = gpu.fullest();

      Instant killed = Instant.now();
      gpu.node(fullest).kill();
      again(
          lines, "kill -9 of one of three, over TLS: the last camera counted", site, killed, SOON);

      site.awaitMoreOf("film", PICTURES);
      site.end();
      lines.number(
          "meanwhile: pictures of a lossless film without exactly one count, of "
              + site.rows().of("film"),
          site.rows().notOnce("film"),
          0);
    }
  }

  /** Three, as for an upgrade. */
  static void restarted(Path folder, ProofLines lines) throws Exception {
    try (GpuNodes gpu = GpuNodes.start(folder, IN_BATCHES, IN_BATCHES, IN_BATCHES);
        ClusterSite site =
            ClusterSite.start(
                folder.resolve("edge"), gpu.addresses(), CAMERAS_IN_BATCHES, FPS, film(folder))) {
      awaitCounting(gpu, site);
      for (int node = 0; node < 3; node++) {
        gpu.node(node).terminate();
        gpu.node(node).exitCode(END);
        gpu.restart(node);
        site.awaitMoreOf("film", PICTURES);
      }

      ClusterSite.End end = site.end();
      lines.number(
          "rolling restart of three nodes: pictures lost, of " + end.captured(), end.lost(), 0);
      lines.number(
          "meanwhile: sentences of failures at the edge node",
          FAILURE.matcher(end.said()).results().count(),
          0);
    }
  }

  /** One of two, as where its host hangs. */
  static void hangs(Path folder, ProofLines lines) throws Exception {
    String more =
        "limits { ping-after = 500ms, silence-timeout = %dms }".formatted(SILENCE.toMillis());
    try (GpuNodes gpu = GpuNodes.start(folder, NETWORK, NETWORK);
        ClusterSite site =
            ClusterSite.start(folder.resolve("edge"), gpu.addresses(), CAMERAS, FPS, more)) {
      Waiting.until(() -> gpu.live(1) >= CAMERAS / 3, "The cameras are not at both nodes");
      site.awaitAllCounted();

      Instant hung = Instant.now();
      gpu.node(1).pause();
      again(
          lines,
          "SIGSTOP of one of two, silence-timeout %d s: the last camera counted"
              .formatted(SILENCE.toSeconds()),
          site,
          hung,
          SILENCE.plusSeconds(1));
    }
  }

  private static void awaitCounting(GpuNodes gpu, ClusterSite site) throws Exception {
    Waiting.until(
        () -> gpu.live(1) > 0 && gpu.live(2) > 0, "The cameras are not at all three nodes");
    site.awaitAllCounted();
    site.awaitMoreOf("film", PICTURES);
  }

  private static void again(
      ProofLines lines, String shown, ClusterSite site, Instant from, Duration atMost)
      throws Exception {
    Waiting.upTo(AWAY, () -> site.rows().again(from).size() == site.cameras());
    lines.again(shown, site.rows().again(from), site.cameras(), atMost);
  }

  /** A lossless camera, {@code film}. */
  private static String film(Path folder) throws Exception {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    int number = 0;
    for (Picture picture : Footage.crowd(160, 120, PICTURES)) {
      Files.write(pictures.resolve("picture" + number++ + ".jpg"), picture.jpeg().toArray());
    }
    return "cameras.film { source = \"%s\", jpeg.loop = true }".formatted(pictures);
  }
}
