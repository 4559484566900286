package throng.actors.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import throng.actors.statistics.IntervalReader.Interval;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap.Timing;
import throng.streams.frame.SkipReason;

class NodeStatisticsTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final CameraId STAIRS = new CameraId("lobby", "stairs");
  private static final Timing TIMING = new Timing(100, 200, 300, 8);

  private final NodeStatistics statistics = new NodeStatistics();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void keepsAcceptedEqualToAnsweredSkippedAndUnderWay() {
    for (int i = 0; i < 5; i++) {
      statistics.accepted(DOOR);
    }
    statistics.answered(DOOR, TIMING);
    statistics.skipped(DOOR, SkipReason.EXPIRED);

    FrameTotals counted = statistics.frames();
    assertThat(counted.underWay()).isEqualTo(3);
    assertThat(counted.accepted())
        .isEqualTo(counted.answered() + counted.skippedInAll() + counted.underWay());
  }

  @Test
  void keepsEachCamerasNumbersApart() {
    statistics.connected(DOOR);
    statistics.connected(STAIRS);
    statistics.accepted(DOOR);
    statistics.answered(DOOR, TIMING);
    statistics.accepted(STAIRS);
    statistics.skipped(STAIRS, SkipReason.TOO_LARGE);
    statistics.disconnected(STAIRS);

    assertThat(statistics.byCamera()).containsOnlyKeys(DOOR, STAIRS);
    CameraTotals door = totals(DOOR);
    assertThat(door.isConnected()).isTrue();
    assertThat(door.frames().answered()).isEqualTo(1);
    assertThat(door.frames().times().inferenceMicros().p50()).isBetween(297L, 303L);
    CameraTotals stairs = totals(STAIRS);
    assertThat(stairs.isConnected()).isFalse();
    assertThat(stairs.frames().answered()).isZero();
    assertThat(stairs.frames().skipped()).isEqualTo(Map.of(SkipReason.TOO_LARGE, 1L));
    assertThat(statistics.frames().accepted()).isEqualTo(2);
  }

  @Test
  void givesEachReaderItsOwnIntervals() {
    IntervalReader often = reader();
    IntervalReader seldom = reader();
    answer(8);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));

    Interval first = often.next();
    answer(2);
    Interval second = often.next();
    Interval both = seldom.next();

    assertThat(first.framesPerSecond()).isEqualTo(0.5);
    assertThat(first.frames().times().batch().max()).isEqualTo(8);
    assertThat(second.frames().answered()).isEqualTo(1);
    assertThat(second.frames().times().batch().max()).isEqualTo(2);
    assertThat(both.frames().answered()).isEqualTo(2);
    assertThat(both.frames().times().batch().mean()).isEqualTo(5);
    assertThat(often.next().frames().times().batch().max()).isZero();
    assertThat(statistics.frames().answered()).isEqualTo(2);
  }

  @Test
  void tellsAnIntervalsSkipsByReason() {
    statistics.accepted(DOOR);
    statistics.skipped(DOOR, SkipReason.EXPIRED);
    IntervalReader reader = reader();
    statistics.accepted(DOOR);
    statistics.skipped(DOOR, SkipReason.OVERLOADED);

    assertThat(reader.next().frames().skipped()).isEqualTo(Map.of(SkipReason.OVERLOADED, 1L));
  }

  @Test
  void forgetsTheEldestOfManyCamerasThatHaveLeftButNoneThatIsHere() {
    statistics.connected(DOOR);
    statistics.accepted(STAIRS);
    for (int i = 0; i < 5_000; i++) {
      CameraId passing = new CameraId("lobby", "passing" + i);
      statistics.connected(passing);
      statistics.accepted(passing);
      statistics.answered(passing, TIMING);
      statistics.disconnected(passing);
    }

    Map<CameraId, CameraTotals> byCamera = statistics.byCamera();
    assertThat(byCamera).hasSizeLessThan(300);
    assertThat(byCamera).containsKeys(DOOR, STAIRS, new CameraId("lobby", "passing4999"));
    assertThat(statistics.frames().answered()).isEqualTo(5_000);
  }

  private CameraTotals totals(CameraId camera) {
    return Objects.requireNonNull(statistics.byCamera().get(camera));
  }

  private IntervalReader reader() {
    return new IntervalReader(statistics::frames, nanos::get);
  }

  private void answer(int batch) {
    statistics.accepted(DOOR);
    statistics.answered(DOOR, new Timing(100, 200, 300, batch));
  }
}
