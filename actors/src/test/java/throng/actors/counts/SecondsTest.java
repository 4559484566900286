package throng.actors.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static throng.actors.counts.Counts.DOOR;
import static throng.actors.counts.Counts.HALL;
import static throng.actors.counts.Counts.SECOND;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondsTest {
  private static final long MILLI = 1_000_000;
  private static final Series AT_DOOR = Series.of(DOOR);

  /** 400 ms after a full second of the time of day. */
  private static final long START_MILLIS = 1_700_000_000_400L;

  private static final long START = 77 * SECOND;
  private final Seconds seconds = Seconds.startingAt(START, START_MILLIS);
  private final List<Second> closed = new ArrayList<>();

  /** How far the time of day has been set forth. */
  private long setMillis;

  @Test
  void tellsMeanLeastAndMostOfEachSecond() {
    count(0, 10);
    count(300, 20);
    count(599, 60);
    count(600, 5);
    close(1800);

    assertThat(closed)
        .extracting(Second::epochSecond)
        .containsExactly(1_700_000_000L, 1_700_000_001L);
    SecondMean first = closed.get(0).means().get(0);
    assertThat(first).isEqualTo(new SecondMean(AT_DOOR, 1_700_000_000L, 30, 10, 60, 3, 1));
    assertThat(closed.get(1).means().get(0).n()).isEqualTo(1);
  }

  @Test
  void leavesSecondsWithoutACountOut() {
    count(0, 10);
    count(5_000, 20);
    close(7_000);

    assertThat(closed)
        .extracting(Second::epochSecond)
        .containsExactly(1_700_000_000L, 1_700_000_005L);
    assertThat(closed.get(1).index() - closed.get(0).index()).isEqualTo(5);
  }

  @Test
  void keepsSeriesApartAndTellsTheFactorInForce() {
    seconds.add(AT_DOOR, START, 10, 1, "");
    seconds.add(AT_DOOR, START + 1, 10, 1.5, "");
    seconds.add(Series.of(HALL, "stage"), START, 4, 2, "");
    close(1_000);

    assertThat(closed.get(0).means())
        .extracting(SecondMean::series, SecondMean::mean, SecondMean::factor, SecondMean::people)
        .containsExactly(
            tuple(AT_DOOR, 10.0, 1.5, 15.0), tuple(Series.of(HALL, "stage"), 4.0, 2.0, 8.0));
  }

  @Test
  void namesNoSecondTwiceWhereTheTimeOfDayStepsBack() {
    for (int second = 0; second < 10; second++) {
      count(second * 1000L, second);
      close(second * 1000L + 900);
    }
    setMillis = -5_000;
    for (int second = 10; second < 20; second++) {
      count(second * 1000L, second);
      close(second * 1000L + 900);
    }

    assertThat(closed).hasSize(20);
    List<Long> recorded =
        closed.stream().filter(it -> !it.isRepeat()).map(Second::epochSecond).toList();
    assertThat(recorded).doesNotHaveDuplicates().hasSize(15);
    assertThat(closed.subList(10, 15)).allMatch(Second::isRepeat);
    assertThat(closed).extracting(Second::index).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void goesOnRecordingWhereTheTimeOfDayWasFarAheadForAWhile() {
    count(0, 1);
    close(1_000);
    setMillis = 400L * 24 * 3600 * 1000;
    count(1_000, 2);
    close(2_000);
    setMillis = 0;
    count(2_000, 3);
    close(3_000);

    assertThat(closed).noneMatch(Second::isRepeat);
    assertThat(closed.get(2).epochSecond()).isEqualTo(1_700_000_002L);
  }

  @Test
  void makesNoSecondShorterWhereTheTimeOfDayIsSetByParts() {
    for (int i = 0; i < 100; i++) {
      setMillis = i % 2 == 0 ? 0 : 300;
      count(i * 100L, 1);
    }
    setMillis = 400;
    close(20_000);

    assertThat(closed.subList(1, 9)).allMatch(it -> it.means().get(0).n() == 10);
    assertThat(closed).noneMatch(Second::isRepeat);
  }

  @Test
  void goesByTheNearestSecondWhereTheTimeOfDayIsSetBackByParts() {
    count(0, 1);
    close(1_000);
    setMillis = -300;
    count(1_000, 1);
    close(2_000);

    assertThat(closed)
        .extracting(Second::epochSecond)
        .containsExactly(1_700_000_000L, 1_700_000_001L);
    assertThat(closed).noneMatch(Second::isRepeat);
  }

  @Test
  void waitsALittleForTheLastCountsOfASecondAndCountsWhatComesLater() {
    count(0, 1);
    close(650);
    assertThat(closed).isEmpty();

    count(590, 3);
    close(700);
    assertThat(closed.get(0).means().get(0).mean()).isCloseTo(2, within(1e-9));
    count(599, 100);
    close(2_000);
    assertThat(closed).hasSize(1);
    assertThat(seconds.late()).isEqualTo(1);
  }

  private void count(long afterMillis, double people) {
    seconds.add(AT_DOOR, START + afterMillis * MILLI, people, 1, "");
  }

  private void close(long afterMillis) {
    closed.addAll(
        seconds.close(START + afterMillis * MILLI, START_MILLIS + afterMillis + setMillis));
  }
}
