package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera of this machine whose driver does not return from a call. */
class HangingDriverIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SEVERAL_TRIES = Duration.ofSeconds(5);
  private static final String SILENCE = "-Dthrong.edge-node.watchdog.silence=1s";
  private static final String BACKOFF = "-Dthrong.edge-node.watchdog.backoff.max=500ms";
  private static final int HANGS = 10;
  private static final long MEGABYTES = 24;

  @TempDir Path folder;
  @TempDir Path simulator;

  @Test
  void aDriverThatHangsInOpeningOrClosingHoldsOneThreadAndTheCameraComesBack() throws Exception {
    SimulatedCameras cameras = SimulatedCameras.in(simulator, "CAMERAS=0,1", "FPS=15");
    try (CountedCameras counted =
        new CountedCameras(folder, cameras, "--camera", "0", "--camera", "1", SILENCE, BACKOFF)) {
      counted.awaitMore("video0", 5);
      counted.awaitMore("video1", 5);
      CameraUse before = counted.use();

      cameras.say("@0 eio hang-open @1 unplug");
      // One that hangs, and one that waits for it in Java.
      await()
          .during(SEVERAL_TRIES)
          .atMost(MINUTE)
          .until(() -> counted.use().threads() <= before.threads() + 1);
      // Another camera is opened meanwhile, although that hangs.
      cameras.say("@0 eio hang-open");
      counted.awaitMore("video1", 5);
      cameras.say("");
      counted.awaitMore("video0", 5);

      cameras.say("@0 hang hang-off");
      await()
          .during(SEVERAL_TRIES)
          .atMost(MINUTE)
          .until(() -> counted.use().threads() <= before.threads() + 1);
      cameras.say("");
      counted.awaitMore("video0", 5);

      await().atMost(MINUTE).until(() -> counted.use().threads() == before.threads());
      assertThat(counted.use().descriptors()).isEqualTo(before.descriptors());
      counted.end();
      cameras.assertNeverBusy();
    }
  }

  @Test
  void tenHangsLeaveNothingBehind() throws Exception {
    SimulatedCameras cameras = SimulatedCameras.in(simulator, "FPS=15");
    try (CountedCameras counted =
        new CountedCameras(folder, cameras, "--camera", "0", SILENCE, BACKOFF)) {
      counted.awaitMore("video0", 5);
      hang(cameras, counted);
      CameraUse before = counted.use();

      for (int i = 0; i < HANGS; i++) {
        hang(cameras, counted);
      }

      await()
          .atMost(MINUTE)
          .untilAsserted(
              () -> {
                CameraUse after = counted.use();
                assertThat(after.descriptors()).isEqualTo(before.descriptors());
                assertThat(after.threads()).isEqualTo(before.threads());
                assertThat(after.mappings()).isEqualTo(before.mappings());
              });
      assertThat(counted.use().kilobytes() - before.kilobytes()).isLessThan(MEGABYTES * 1024);
      counted.end();
      cameras.assertNeverBusy();
    }
  }

  private static void hang(SimulatedCameras cameras, CountedCameras counted) throws Exception {
    long closed = cameras.closings(0);
    cameras.say("hang");
    await().atMost(MINUTE).until(() -> cameras.closings(0) > closed);
    cameras.say("");
    counted.awaitMore("video0", 3);
  }
}
