package throng.actors.counts.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import throng.actors.counts.Second;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.counts.Trend.Direction;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.calibration.Calibration;
import throng.actors.counts.place.DensityBands.Band;
import throng.actors.counts.place.Ground;
import throng.actors.counts.place.PicturePoint;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.CameraSite;
import throng.streams.frame.CameraId;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

class SiteCountsTest extends CountedDoor {
  @Test
  void tellsTheMeansOfTheCameraAndOfItsZones() throws Exception {
    change(CameraSite.NONE.with(zone("left", Zone.Kind.COUNTED)));
    run(3, 40);
    pass(1);

    assertThat(seconds).hasSize(3);
    assertThat(seconds.get(1).means())
        .extracting(SecondMean::series)
        .containsExactly(Series.of(DOOR), Series.of(DOOR, "left"));
    assertThat(seconds.get(1).means().get(0).mean()).isCloseTo(40, within(1e-4));
    assertThat(seconds.get(1).means().get(1).mean()).isCloseTo(20, within(1e-4));
    assertThat(seconds.get(1).means().get(1).n()).isEqualTo(10);
    assertThat(seconds.get(0).epochSecond()).isEqualTo(START_MILLIS / 1000);
    assertThat(counts.lost()).isZero();
  }

  @Test
  void takesWhatIsUnderAMaskOutOfTheCamerasCount() throws Exception {
    change(CameraSite.NONE.with(zone("tree", Zone.Kind.MASK)));
    run(2, 40);

    assertThat(seconds.get(0).means()).hasSize(1);
    assertThat(seconds.get(0).means().get(0).mean()).isCloseTo(20, within(1e-4));
  }

  @Test
  void leavesAGapWhereNothingWasCounted() {
    run(2, 40);
    hub.answered(DOOR, frame(), new Skipped(1, SkipReason.EXPIRED, ""), FIRST, 0);
    pass(5);
    run(2, 41);
    pass(1);

    assertThat(seconds).extracting(Second::index).containsExactly(0L, 1L, 7L, 8L);
    double[] recent = counts.recent(Series.of(DOOR), 9);
    assertThat(recent[1]).isCloseTo(40, within(1e-4));
    assertThat(Arrays.copyOfRange(recent, 2, 7)).containsOnly(Double.NaN);
    assertThat(recent[8]).isCloseTo(41, within(1e-4));
  }

  @Test
  void hasNoNumberOfBeforeASilenceOnceTheCameraIsBack() {
    run(2, 130);
    pass(60);
    assertThat(counts.now(Series.of(DOOR))).as("An old one, and shown as such.").isPresent();

    count(0);
    assertThat(counts.now(Series.of(DOOR))).isEmpty();
    assertThat(counts.all()).isEmpty();

    run(2, 0);
    assertThat(counts.now(Series.of(DOOR)))
        .hasValueSatisfying(it -> assertThat(it.last().mean()).isZero());
  }

  @Test
  void correctsByTheFactorInForceUntilAnotherNetworkCounts() throws Exception {
    site.change(
        DOOR,
        OptionalLong.empty(),
        it -> it.with(fiveTimes(it.calibration(), 60, 40).accept(FIRST, 0)));
    run(2, 40);
    SeriesNow corrected = counts.now(Series.of(DOOR)).orElseThrow();
    assertThat(corrected.last().mean()).isCloseTo(40, within(1e-4));
    assertThat(corrected.last().factor()).isEqualTo(1.5);
    assertThat(corrected.shown()).hasValue(60);

    hub.answered(DOOR, frame(), map(40), SECOND, millis * MILLI);
    pass(2);

    SeriesNow raw = counts.now(Series.of(DOOR)).orElseThrow();
    assertThat(raw.last().factor()).isEqualTo(1);
    assertThat(counts.network(DOOR)).contains(SECOND);
    assertThat(counts.correction(DOOR).factor()).isEqualTo(1);
  }

  @Test
  void tellsPeopleASquareMetreAndTheirBand() throws Exception {
    Ground ground =
        Ground.rectangle(
            List.of(
                new PicturePoint(0, 0),
                new PicturePoint(1, 0),
                new PicturePoint(1, 1),
                new PicturePoint(0, 1)),
            4,
            2);
    change(CameraSite.NONE.with(zone("left", Zone.Kind.COUNTED)).with(Optional.of(ground)));
    run(2, 30);

    SeriesNow left = counts.now(Series.of(DOOR, "left")).orElseThrow();
    assertThat(left.density().orElseThrow()).isCloseTo(15.0 / 4, within(1e-4));
    assertThat(left.band()).contains(Band.CONTACT);
    assertThat(counts.now(Series.of(DOOR)).orElseThrow().density()).isEmpty();
  }

  @Test
  void tellsWhetherPeopleCome() {
    for (int second = 0; second < 200; second++) {
      run(1, 40 + second * 0.1);
    }

    var trend = counts.now(Series.of(DOOR)).orElseThrow().trend().orElseThrow();
    assertThat(trend.direction()).isEqualTo(Direction.RISING);
    assertThat(trend.peopleAMinute()).isCloseTo(6, within(0.01));
  }

  @Test
  void forgetsAZoneThatIsDeleted() throws Exception {
    change(CameraSite.NONE.with(zone("left", Zone.Kind.COUNTED)));
    run(2, 40);
    assertThat(counts.all()).hasSize(2);

    change(site.state().camera(DOOR).without("left"));
    run(2, 40);

    assertThat(counts.all()).extracting(SeriesNow::series).containsExactly(Series.of(DOOR));
  }

  @Test
  void tellsOtherNodesHowItsCamerasStand() {
    hub.connected(DOOR);
    hub.connected(new CameraId("lobby", "gone"));
    hub.left(new CameraId("lobby", "gone"));
    run(15, 100);

    CameraStatus status = counts.statuses().get(0);

    assertThat(counts.statuses()).hasSize(1);
    assertThat(status.camera()).isEqualTo(DOOR);
    assertThat(status.isConnected()).isTrue();
    assertThat(status.people().orElseThrow()).isCloseTo(100, within(1e-4));
    assertThat(status.shown()).hasValue(100);
    assertThat(status.counted().orElseThrow().ageNanos()).isEqualTo(100 * MILLI);
    assertThat(status.intervalNanos()).hasValue(100 * MILLI);
    assertThat(status.firing()).extracting(Firing::alert).containsExactly("full");
  }

  private static Calibration fiveTimes(Calibration before, double people, double counted) {
    Calibration calibration = before;
    for (int i = 0; i < 5; i++) {
      calibration = calibration.with(0, FIRST, people, counted);
    }
    return calibration;
  }
}
