package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPU nodes that work as one, as their users run them. */
@Tag("alone")
class ClusterIT {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=20ms,max-batch=1";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(2);
  // For the last one, on a machine that builds.
  private static final Duration AT_LAST = Duration.ofSeconds(5);
  private static final int CAMERAS = 12;
  private static final Pattern MOVED = Pattern.compile("site/c\\d+ was (asked to go|sent on) to ");
  private static final String FILM = "cameras.film { source = \"%s\", jpeg.loop = true }";

  @TempDir Path folder;

  @Test
  void camerasOfAKilledNodeAreCountedElsewhereAndAFilmIsWhole() throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 20, 64, 48);
    try (GpuNodes gpu = GpuNodes.start(folder, NETWORK, NETWORK, NETWORK);
        SiteCameras site = site(gpu, FILM.formatted(pictures))) {
      await().atMost(MINUTE).until(() -> gpu.live(1) + gpu.live(2) >= CAMERAS / 2);
      site.awaitAllCounted();
      await().atMost(MINUTE).until(() -> site.rows("film").size() > 20);
      int fullest = gpu.fullest();
      int killedCameras = gpu.live(fullest);
      assertThat(killedCameras).as(gpu.told(fullest)).isPositive();

      Instant killed = Instant.now();
      gpu.node(fullest).kill();
      site.awaitAllCountedAfter(killed.plusSeconds(5));
      int rows = site.rows("film").size();
      await().atMost(MINUTE).until(() -> site.rows("film").size() > rows);

      site.end();
      site.assertNoneIsMissing("film");
      assertAllAreBack(site, killed, killedCameras, SOON);
    }
  }

  @Test
  void camerasOfANodeThatHangsAreCountedElsewhereOnceItHasBeenSilentForLongEnough()
      throws Exception {
    Duration silence = Duration.ofSeconds(3);
    try (GpuNodes gpu = GpuNodes.start(folder, NETWORK, NETWORK);
        SiteCameras site = site(gpu, "")) {
      await().atMost(MINUTE).until(() -> gpu.live(1) >= CAMERAS / 3);
      site.awaitAllCounted();

      int hungCameras = gpu.live(1);
      Instant hung = Instant.now();
      gpu.node(1).pause();
      site.awaitAllCountedAfter(hung.plusSeconds(5));
      gpu.node(1).resume();

      site.end();
      assertAllAreBack(site, hung, hungCameras, silence.plusSeconds(1));
    }
  }

  /**
   * Prints how long the cameras were not counted.
   *
   * @param away how many were at the node: the last ones to be counted again
   * @param within how long the middle one of them may take
   */
  private static void assertAllAreBack(SiteCameras site, Instant from, int away, Duration within)
      throws IOException {
    List<Duration> again = site.again(from).values().stream().sorted().toList();
    assertThat(again).hasSize(CAMERAS);
    Duration median = again.get(CAMERAS - 1 - away / 2);
    System.out.printf(
        "%d of %d cameras counted again after %s (median) to %s (the last)%n",
        away, CAMERAS, median, again.get(CAMERAS - 1));
    assertThat(median).as(site.edge().output()).isLessThan(within);
    assertThat(again).allMatch(pause -> pause.compareTo(within.plus(AT_LAST)) < 0);
  }

  @Test
  void theNodeTellsWhoIsThereAndWhatItMoved() throws Exception {
    try (GpuNodes gpu = GpuNodes.start(folder, NETWORK, NETWORK);
        SiteCameras site = site(gpu, "")) {
      await().atMost(MINUTE).until(() -> gpu.live(1) > 0 && MOVED.matcher(gpu.told(0)).find());

      try (NodeProcess asked =
          NodeProcess.gpu(folder, "cluster", "--state-folder", gpu.state(0).toString())) {
        assertThat(asked.exitCode(MINUTE)).as(asked.output()).isZero();
        assertThat(asked.output()).contains(gpu.address(0), gpu.address(1), "this node", "up");
        assertThat(asked.output()).containsPattern(MOVED);
      }
    }
    try (NodeProcess asked =
        NodeProcess.gpu(folder, "cluster", "--state-folder", folder.toString())) {
      assertThat(asked.exitCode(MINUTE)).isEqualTo(2);
      assertThat(asked.output()).contains("No node that is in a cluster keeps its state in");
    }
  }

  @Test
  void withoutSeedsNoFurtherPortIsOpen() throws Exception {
    try (NodeProcess gpu = NodeProcess.gpuAlone(folder, NETWORK)) {
      gpu.address();

      // A cluster would begin after that.
      await()
          .ignoreExceptionsInstanceOf(IOException.class)
          .during(SOON)
          .atMost(MINUTE)
          .untilAsserted(
              () -> {
                assertThat(gpu.listening()).hasSize(1);
                assertThat(threads(gpu.pid())).noneMatch(name -> name.contains("artery"));
              });
    }
  }

  private SiteCameras site(GpuNodes gpu, String more) throws IOException {
    return SiteCameras.start(folder.resolve("edge"), gpu.addresses(), CAMERAS, more);
  }

  private static List<String> threads(long pid) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks.toList()) {
        names.add(Files.readString(task.resolve("comm")).strip());
      }
    }
    return names;
  }
}
