package throng.streams.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import throng.streams.frame.SkipReason;

final class TallyTest {

  private final Tally tally = Tally.create();

  @Test
  void keepsEveryPictureInExactlyOnePlace() {
    for (int i = 0; i < 6; i++) {
      tally.captured();
    }

    tally.counted(3, 1_000_000);
    tally.skipped(SkipReason.EXPIRED);
    tally.dropped();
    tally.lost();

    Snapshot snapshot = tally.snapshot();
    assertThat(snapshot.captured()).isEqualTo(6);
    assertThat(snapshot.counted()).isEqualTo(1);
    assertThat(snapshot.skipped()).isEqualTo(Map.of(SkipReason.EXPIRED, 1L));
    assertThat(snapshot.dropped()).isEqualTo(1);
    assertThat(snapshot.lost()).isEqualTo(1);
    assertThat(snapshot.underWay()).isEqualTo(2);
    assertThat(snapshot.holds()).isTrue();
  }

  @Test
  void doesNotHoldWhenAFrameIsCountedTwice() {
    tally.captured();
    tally.counted(3, 0);
    tally.counted(3, 0);

    assertThat(tally.snapshot().holds()).isFalse();
  }

  @Test
  void losesWhatIsUnderWayWhenTheLastEndStops() {
    tally.endOpened();
    tally.endOpened();
    tally.captured();

    tally.endClosed();
    assertThat(tally.snapshot().underWay()).isEqualTo(1);

    tally.endClosed();
    assertThat(tally.snapshot().underWay()).isZero();
    assertThat(tally.snapshot().lost()).isEqualTo(1);
    assertThat(tally.snapshot().holds()).isTrue();
  }

  @Test
  void tellsMeanAndAges() {
    for (int i = 1; i <= 100; i++) {
      tally.captured();
      tally.counted(i, i * 1_000_000L);
    }

    Snapshot snapshot = tally.snapshot();
    assertThat(snapshot.meanCount()).hasValue(50.5);
    assertThat(snapshot.lastCount()).hasValue(100);
    assertThat(snapshot.ageP50Nanos()).isBetween(49_000_000L, 51_000_000L);
    assertThat(snapshot.ageP99Nanos()).isBetween(98_000_000L, 101_000_000L);
  }

  @Test
  void givesEachReaderItsOwnIntervals() {
    tally.captured();
    tally.counted(1, 900_000_000);
    AtomicLong nanos = new AtomicLong();
    IntervalReader often = new IntervalReader(tally, nanos::get);
    IntervalReader seldom = new IntervalReader(tally, nanos::get);
    tally.captured();
    tally.counted(2, 5_000_000);
    tally.captured();
    tally.counted(2, 5_000_000);
    nanos.addAndGet(2_000_000_000L);

    Interval interval = often.next();
    tally.captured();
    tally.counted(4, 5_000_000);

    assertThat(interval.counted()).isEqualTo(2);
    assertThat(interval.perSecond()).isEqualTo(1);
    assertThat(interval.ageP99Nanos()).isLessThan(6_000_000);
    assertThat(interval.total().counted()).isEqualTo(3);
    assertThat(often.next().counted()).isEqualTo(1);
    assertThat(seldom.next().counted()).isEqualTo(3);
  }
}
