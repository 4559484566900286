package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera of this machine that goes on streaming, but gives no picture any more. */
class StalledCameraIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String SILENCE = "-Dthrong.edge-node.watchdog.silence=2s";
  private static final String BACKOFF = "-Dthrong.edge-node.watchdog.backoff.max=1s";

  @TempDir Path folder;
  @TempDir Path simulator;

  @Test
  void aCameraWithoutPicturesIsClosedAndOpenedAgainAndAnotherNoticesNothing() throws Exception {
    SimulatedCameras cameras = SimulatedCameras.in(simulator, "CAMERAS=0,1", "FPS=15");
    try (CountedCameras counted =
        new CountedCameras(folder, cameras, "--camera", "0", "--camera", "1", SILENCE, BACKOFF)) {
      counted.awaitMore("video0", 5);
      counted.awaitMore("video1", 5);
      CameraUse before = counted.use();

      // A stream that is started after the stall is a good one.
      cameras.say("@0 stall");
      counted.awaitMore("video0", 30);
      assertHoldsNoMore(counted, before);

      for (String fault : List.of("hang", "empty", "error")) {
        long closed = cameras.closings(0);
        cameras.say("@0 " + fault);
        await().atMost(MINUTE).until(() -> cameras.closings(0) > closed);
        cameras.say("");
        counted.awaitMore("video0", 5);
        assertHoldsNoMore(counted, before);
      }

      counted.awaitMore("video1", 5);
      assertThat(counted.end()).hasSize(2);
      assertThat(counted.edge().output()).doesNotContain("video1: The ");
      cameras.assertNeverBusy();
    }
  }

  @Test
  void picturesThatAreCutShortAreCountedAndTold() throws Exception {
    SimulatedCameras cameras =
        SimulatedCameras.in(simulator, "CAMERAS=0", "FORMATS_0=yuyv", "FPS=15");
    cameras.say("alt=3");
    try (CountedCameras counted = new CountedCameras(folder, cameras, "--camera", "0")) {
      counted.awaitMore("video0", 20);

      assertThat(counted.end())
          .singleElement()
          .satisfies(all -> assertThat(all.dropped()).isGreaterThan(5));
      assertThat(counted.edge().output())
          .contains("its driver gave a picture that is empty or cut short");
    }
  }

  private static void assertHoldsNoMore(CountedCameras counted, CameraUse before) {
    await()
        .atMost(MINUTE)
        .untilAsserted(
            () -> {
              CameraUse now = counted.use();
              assertThat(now.descriptors()).isEqualTo(before.descriptors());
              assertThat(now.threads()).isEqualTo(before.threads());
              assertThat(now.mappings()).isEqualTo(before.mappings());
            });
  }
}
