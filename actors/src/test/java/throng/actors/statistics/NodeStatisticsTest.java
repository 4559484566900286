package throng.actors.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import throng.streams.frame.DensityMap.Timing;
import throng.streams.frame.SkipReason;

class NodeStatisticsTest {
  private long now = TimeUnit.HOURS.toNanos(1);
  private final NodeStatistics statistics = new NodeStatistics(() -> now);

  @Test
  void keepsAcceptedEqualToAnsweredSkippedAndUnderWay() {
    for (int i = 0; i < 5; i++) {
      statistics.accepted();
    }
    statistics.answered(new Timing(1, 2, 3, 4));
    statistics.skipped(SkipReason.EXPIRED);

    NodeStatistics.Snapshot counted = statistics.snapshot();
    assertThat(counted.underWay()).isEqualTo(3);
    assertThat(counted.accepted())
        .isEqualTo(counted.answered() + counted.skippedInAll() + counted.underWay());
  }

  @Test
  void beginsEachIntervalAnew() {
    statistics.accepted();
    statistics.answered(new Timing(100, 200, 300, 8));

    now += TimeUnit.SECONDS.toNanos(4);
    NodeStatistics.Interval first = statistics.interval();
    NodeStatistics.Interval second = statistics.interval();

    assertThat(first.answered()).isEqualTo(1);
    assertThat(first.framesPerSecond()).isEqualTo(0.25);
    assertThat(first.batch().max()).isEqualTo(8);
    assertThat(first.inferenceMicros().p50()).isBetween(297L, 303L);
    assertThat(second.answered()).isZero();
    assertThat(second.batch().max()).isZero();
  }
}
