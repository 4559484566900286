package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How old the pictures of a camera of this machine are said to be. */
@Tag("alone")
class CameraAgeIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int INTERVAL_MILLIS = 50;
  private static final int INACCURACY_MILLIS = 5;

  /** Longer than the driver's 32 buffers last. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  @TempDir Path folder;
  @TempDir Path simulator;

  @Test
  void thePicturesThatWaitedInTheDriverAreDroppedForANewOneWhoseAgeIsTheDrivers() throws Exception {
    SimulatedCameras cameras = SimulatedCameras.in(simulator, "FPS=20");
    try (CountedCameras counted = new CountedCameras(folder, cameras, "--camera", "0")) {
      counted.awaitMore("video0", 10);

      counted.edge().pause();
      Instant paused = Instant.now();
      await().pollDelay(PAUSE).atMost(MINUTE).until(() -> true);
      Instant resumed = Instant.now();
      counted.edge().resume();
      counted.awaitMore("video0", 20);

      List<Instant> captured = captured(counted);
      assertThat(captured).allSatisfy(moment -> assertOnTheCamerasBeat(captured.get(0), moment));
      assertThat(captured)
          .noneMatch(
              moment ->
                  moment.isAfter(paused.plusMillis(2 * INTERVAL_MILLIS))
                      && moment.isBefore(resumed.minusMillis(2 * INTERVAL_MILLIS)));
      for (int i = 1; i < captured.size(); i++) {
        assertThat(captured.get(i)).isAfter(captured.get(i - 1).plusMillis(INTERVAL_MILLIS / 2));
      }
      assertThat(counted.end())
          .singleElement()
          .satisfies(identity -> assertThat(identity.dropped()).isGreaterThan(20));
    }
  }

  @Test
  void stampsThatCannotBeTrueAreNotBelieved() throws Exception {
    Instant start = Instant.now();
    SimulatedCameras cameras = SimulatedCameras.in(simulator, "FPS=20");
    try (CountedCameras counted = new CountedCameras(folder, cameras, "--camera", "0")) {
      for (String stamps : List.of("ts-still", "ts-zero", "ts-back", "ts-wall", "")) {
        cameras.say(stamps);
        counted.awaitMore("video0", 10);
      }

      assertThat(captured(counted))
          .isSorted()
          .allSatisfy(moment -> assertThat(moment).isBetween(start, Instant.now()));
      counted.end();
    }
  }

  private static List<Instant> captured(CountedCameras counted) throws Exception {
    return counted.rows().rows().stream().map(CsvRows.Row::capturedAt).toList();
  }

  private static void assertOnTheCamerasBeat(Instant first, Instant moment) {
    long off = Math.floorMod(Duration.between(first, moment).toMillis(), INTERVAL_MILLIS);
    assertThat(Math.min(off, INTERVAL_MILLIS - off))
        .as("%s after %s", moment, first)
        .isLessThanOrEqualTo(INACCURACY_MILLIS);
  }
}
