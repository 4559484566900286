package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import throng.actors.statistics.IntervalReader;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap.Timing;
import throng.streams.frame.SkipReason;
import throng.streams.legacy.LegacyException;
import throng.streams.tcp.TurnedAway;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireException;

class StatusLineTest {
  private static final CameraId CAMERA = new CameraId("lobby", "door");

  private final NodeStatistics statistics = new NodeStatistics();
  private final IntervalReader intervals =
      new IntervalReader(statistics::frames, MonotonicClock.SYSTEM);

  @Test
  void tellsCamerasRatesTimesAndWhatWasSkippedByReason() {
    work();

    assertThat(line())
        .startsWith("1 camera  ")
        .contains("frames/s  batch 4.0 (max 4)")
        .contains("queue 1.5 ms  decode 2.5 ms  inference 20.")
        .endsWith("skipped EXPIRED 1, UNDECODABLE 1");
  }

  @Test
  void tellsWhoWasRefusedAndWhoWasCutOff() {
    statistics.refused(RefusedCode.TOKEN);
    statistics.refused(RefusedCode.TOKEN);
    statistics.broken(WireException.Kind.TRICKLE);
    statistics.broken(LegacyException.Reason.IDLE);
    statistics.turnedAway(TurnedAway.CROWDED_OUT);

    assertThat(line()).endsWith("  refused TOKEN 2  cut off CROWDED_OUT 1, IDLE 1, TRICKLE 1");
  }

  @Test
  void tellsAtTheEndWhatBecameOfEveryFrame() {
    work();

    assertThat(StatusLine.summary(statistics.snapshot()))
        .isEqualTo(
            "4 frames accepted: 1 counted, 2 skipped (EXPIRED 1, UNDECODABLE 1), 1 under way.");
  }

  @Test
  void tellsAtTheEndWhyConnectionsWereCutOff() {
    statistics.broken(LegacyException.Reason.BAD_INPUT);
    statistics.broken(LegacyException.Reason.BAD_INPUT);
    statistics.broken(WireException.Kind.TRICKLE);

    assertThat(StatusLine.summary(statistics.snapshot()))
        .endsWith("0 under way. Connections cut off: BAD_INPUT 2, TRICKLE 1.");
  }

  private String line() {
    return String.join("  ", StatusLine.fields(statistics.snapshot(), intervals.next(), ""));
  }

  private void work() {
    statistics.connected(CAMERA);
    for (int i = 0; i < 4; i++) {
      statistics.accepted(CAMERA);
    }
    statistics.answered(CAMERA, new Timing(1500, 2500, 20_000, 4));
    statistics.skipped(CAMERA, SkipReason.UNDECODABLE);
    statistics.skipped(CAMERA, SkipReason.EXPIRED);
  }
}
