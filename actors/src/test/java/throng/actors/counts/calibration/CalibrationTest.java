package throng.actors.counts.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.actors.counts.Network;

class CalibrationTest {
  private static final Network FIRST = new Network("crowd", "1");
  private static final Network SECOND = new Network("crowd", "2");
  private static final long NOON = 1_780_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "1, 12.7062",
    "2, 4.3027",
    "3, 3.1824",
    "4, 2.7764",
    "5, 2.5706",
    "9, 2.2622",
    "10, 2.2281",
    "30, 2.0423",
    "120, 1.9799"
  })
  void hasTheQuantilesOfTheTables(int freedom, double t) {
    assertThat(StudentT.within(0.95, freedom)).isCloseTo(t, within(0.00006));
  }

  @Test
  void proposesTheSumOfThePeopleByTheSumOfTheCounts() {
    CountError error = pairs(50, 40, 100, 100, 10, 20).error(FIRST).orElseThrow();

    assertThat(error.pairs()).isEqualTo(3);
    assertThat(error.bias()).isCloseTo(0, within(1e-12));
    assertThat(error.error()).isCloseTo(20.0 / 3, within(1e-12));
    assertThat(error.correction().orElseThrow()).isEqualTo(new Correction(1, Optional.empty()));
  }

  @Test
  void holdsForANetworkThatCountsLikeTheOneOfWhichItWasFound() {
    Network whole = new Network("crowd-whole", "1", FIRST.toString());
    Calibration found = fiveTimes(64, 50).accept(FIRST, NOON);

    assertThat(found.correction(whole)).isEqualTo(found.correction(FIRST));
    assertThat(found.needsConfirmation(whole)).isFalse();
    assertThat(found.error(whole)).isEqualTo(found.error(FIRST));
    assertThat(found.needsConfirmation(SECOND)).isTrue();
  }

  @Test
  void tellsAnIntervalFromFivePicturesOn() {
    Calibration four = pairs(64, 50, 60, 55, 70, 52, 58, 50);
    assertThat(interval(four)).isEmpty();

    Correction.Interval interval = interval(four.with(NOON, FIRST, 66, 49)).orElseThrow();

    // By hand: the logarithms of 64/50, 60/55, 70/52, 58/50, 66/49 have the mean 0.215475 and the
    // standard deviation 0.094147; t is 2.776445 with four degrees of freedom.
    double half = 2.776445 * 0.094147 * Math.sqrt(1.2);
    assertThat(interval.low()).isCloseTo(Math.exp(0.215475 - half), within(1e-4));
    assertThat(interval.high()).isCloseTo(Math.exp(0.215475 + half), within(1e-4));
    assertThat(interval.times(50).low()).isCloseTo(50 * interval.low(), within(1e-12));
  }

  @Test
  void holdsNineteenOfTwentyPicturesToCome() {
    Random random = new Random(7);
    int inside = 0;
    for (int run = 0; run < 2000; run++) {
      Calibration calibration = Calibration.NONE;
      for (int i = 0; i < 6; i++) {
        calibration = calibration.with(NOON, FIRST, 60 * error(random), 50);
      }
      Correction.Interval interval = interval(calibration).orElseThrow();
      double next = error(random) * 60;
      inside += interval.low() * 50 <= next && next <= interval.high() * 50 ? 1 : 0;
    }

    assertThat(inside / 2000.0).isBetween(0.935, 0.965);
  }

  @Test
  void leavesPicturesWithoutPeopleOutOfTheIntervalOnly() {
    Calibration calibration = pairs(64, 50, 60, 55, 70, 52, 58, 50, 0, 3);

    CountError error = calibration.error(FIRST).orElseThrow();

    assertThat(error.pairs()).isEqualTo(5);
    assertThat(error.ratios()).isEqualTo(4);
    assertThat(error.correction().orElseThrow().interval()).isEmpty();
    assertThat(error.proposed()).isEmpty();
    assertThat(error.correction().orElseThrow().factor()).isCloseTo(252.0 / 210, within(1e-12));
    assertThat(pairs(0, 3).error(FIRST).orElseThrow().correction()).isEmpty();
    assertThat(pairs(5, 0).error(FIRST).orElseThrow().correction()).isEmpty();
  }

  @Test
  void isInForceOnceItIsAcceptedAndHiddenOnceAnotherNetworkCounts() {
    Calibration calibration = fiveTimes(60, 40);
    assertThat(calibration.correction(FIRST)).isEqualTo(Correction.NONE);

    Calibration accepted = calibration.accept(FIRST, NOON);
    assertThat(accepted.correction(FIRST).factor()).isEqualTo(1.5);
    assertThat(accepted.needsConfirmation(FIRST)).isFalse();
    assertThat(accepted.correction(SECOND)).isEqualTo(Correction.NONE);
    assertThat(accepted.needsConfirmation(SECOND)).isTrue();

    Calibration confirmed = accepted.confirm(SECOND, NOON);
    assertThat(confirmed.correction(SECOND).factor()).isEqualTo(1.5);
    assertThat(confirmed.error(SECOND)).isEmpty();
    assertThat(confirmed.revoke().correction(SECOND)).isEqualTo(Correction.NONE);
  }

  @Test
  void acceptsNoFactorWithoutItsInterval() {
    Calibration four = pairs(64, 50, 60, 55, 70, 52, 58, 50, 0, 3);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> four.accept(FIRST, NOON))
        .withMessage(
            "There is nothing to accept: count the people of 1 more picture first, with somebody in"
                + " it.");
    assertThat(four.with(NOON, FIRST, 66, 49).accept(FIRST, NOON).correction(FIRST).interval())
        .isPresent();
  }

  @Test
  void keepsEachNetworksPairsApart() {
    Calibration calibration = pairs(60, 40);
    for (int i = 0; i < 5; i++) {
      calibration = calibration.with(NOON, SECOND, 30, 60);
    }

    assertThat(calibration.accept(SECOND, NOON).correction(SECOND).factor()).isEqualTo(0.5);
    assertThat(calibration.error(FIRST).orElseThrow().pairs()).isEqualTo(1);
  }

  @Test
  void deletesAPairByItsNumber() {
    Calibration calibration = pairs(60, 40, 50, 50).without(1);

    assertThat(calibration.pairs()).extracting(CountPair::number).containsExactly(2L);
    assertThat(calibration.with(NOON, FIRST, 1, 1).pairs())
        .extracting(CountPair::number)
        .containsExactly(2L, 3L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calibration.without(1))
        .withMessage("There is no counted picture 1.");
  }

  @Test
  void refusesWhatNobodyCanHaveCounted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pairs(-1, 40))
        .withMessageContaining("from 0 to 1000000 people");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.NONE.accept(FIRST, NOON))
        .withMessageContaining("There is nothing to accept");
    assertThatIllegalArgumentException().isThrownBy(() -> Calibration.NONE.confirm(FIRST, NOON));
  }

  @Test
  void isExportedAsCsv() {
    assertThat(pairs(60, 40.5).csv())
        .isEqualTo(
            "number,time,network,network_version,people,counted\r\n"
                + "1,2026-05-28T20:26:40Z,crowd,1,60.0,40.5\r\n");
  }

  private static Calibration fiveTimes(double people, double counted) {
    return pairs(
        people, counted, people, counted, people, counted, people, counted, people, counted);
  }

  private static double error(Random random) {
    return Math.exp(0.1 * random.nextGaussian());
  }

  private static Optional<Correction.Interval> interval(Calibration calibration) {
    return calibration.error(FIRST).flatMap(CountError::correction).flatMap(Correction::interval);
  }

  /** People and count of each picture. */
  private static Calibration pairs(double... peopleAndCounted) {
    Calibration calibration = Calibration.NONE;
    for (int i = 0; i < peopleAndCounted.length; i += 2) {
      calibration = calibration.with(NOON, FIRST, peopleAndCounted[i], peopleAndCounted[i + 1]);
    }
    return calibration;
  }
}
