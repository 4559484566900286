package throng.actors.counts.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import akka.util.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertEvent.Kind;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Network;
import throng.actors.counts.Second;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.Trend.Direction;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.AlertSettings;
import throng.actors.counts.alert.AlertTemplate;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.alert.Measure;
import throng.actors.counts.alert.Schedule;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.place.DensityBands;
import throng.actors.counts.place.DensityBands.Band;
import throng.actors.counts.place.Ground;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.PicturePoint;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.CameraSite;
import throng.actors.counts.site.Site;
import throng.actors.counts.site.SiteState;
import throng.actors.counts.site.SiteStore;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

class SiteCountsTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final Network FIRST = new Network("crowd", "1");
  private static final Network SECOND = new Network("crowd", "2");
  private static final Severity CRITICAL = Severity.CRITICAL;
  private static final List<String> OPS = List.of("ops");
  private static final long MILLI = 1_000_000;
  private static final long START_MILLIS = 1_780_000_000_000L;

  private final List<Second> seconds = new ArrayList<>();
  private final List<AlertEvent> events = new ArrayList<>();
  private long millis;
  private final CountHub hub =
      new CountHub(new CountSettings(1 << 20, 1 << 20), () -> millis * MILLI, this::now);
  private final Site site = new Site(new Unkept(), SiteState.EMPTY, Set.of());
  private final Alerts alerts = new Alerts(AlertMemory.EMPTY);
  private List<CameraElsewhere> others = List.of();
  private final SiteCounts counts = counts(alerts);

  /** Keeps nothing. */
  private static final class Unkept implements SiteStore {
    @Override
    public void write(SiteState state) {}

    @Override
    public void write(AlertMemory memory) {}
  }

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
  void correctsByTheFactorInForceUntilAnotherNetworkCounts() throws Exception {
    site.change(
        DOOR,
        OptionalLong.empty(),
        it -> it.with(it.calibration().with(0, FIRST, 60, 40).accept(FIRST, 0)));
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
  void firesAnAlertOfTheSettingsAndOneOfThePage() throws Exception {
    site.changeAlerts(OptionalLong.empty(), it -> it.with(rule("rising", Measure.RISE, 30)));
    for (int second = 0; second < 120; second++) {
      run(1, 40 + second);
    }

    assertThat(events).extracting(AlertEvent::alert).contains("full", "rising");
    assertThat(events).extracting(AlertEvent::kind).containsOnly(Kind.FIRING);
    assertThat(alerts.now(now().toEpochMilli())).hasSize(3);
  }

  @Test
  void judgesASlowCameraByItsLastCountUntilThatIsNone() {
    for (int i = 0; i < 10; i++) {
      count(90);
      pass(20);
    }
    assertThat(events).extracting(AlertEvent::alert).contains("full");
    events.clear();

    pass(30);
    assertThat(events).isEmpty();
    pass(40);

    assertThat(events).extracting(AlertEvent::alert).containsExactly("camera-silent");
    assertThat(alerts.now(now().toEpochMilli()))
        .filteredOn(it -> it.rule().name().equals("full"))
        .allMatch(it -> it.isBlind());
  }

  @Test
  void tellsOfASilentCameraAndOfItsReturn() {
    hub.connected(DOOR);
    run(3, 10);
    hub.disconnected(DOOR);
    pass(9);
    assertThat(events).isEmpty();
    pass(3);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);
    run(12, 10);

    assertThat(events).extracting(AlertEvent::alert).containsOnly("camera-silent");
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
  }

  @Test
  void doesNotTakeACameraThatSaidGoodbyeForASilentOne() {
    hub.connected(DOOR);
    run(3, 10);
    hub.left(DOOR);
    pass(60);
    assertThat(events).isEmpty();

    hub.connected(DOOR);
    run(3, 10);
    hub.disconnected(DOOR);
    pass(12);
    assertThat(events).extracting(AlertEvent::alert).containsExactly("camera-silent");
  }

  @Test
  void endsTellingOfASilentCameraThatSaysGoodbye() {
    hub.connected(DOOR);
    run(3, 10);
    pass(12);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);

    hub.left(DOOR);
    pass(2);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
    assertThat(events.get(1).reason()).isEqualTo("removed");
  }

  @Test
  void goesOnTellingOfASilentCameraAfterARestartUntilItIsGoneForGood() {
    run(3, 10);
    pass(20);
    assertThat(events).hasSize(1);

    SiteCounts restarted = counts(new Alerts(alerts.memory()));
    counts.close();
    assertThat(hub.dropped()).containsOnlyKeys("seconds");
    for (int i = 0; i < 30; i++) {
      millis += 1000;
      restarted.tick();
    }
    assertThat(events).hasSize(1);

    millis += Duration.ofDays(2).toMillis();
    restarted.tick();

    assertThat(events).hasSize(2);
    assertThat(events.get(1).reason()).isEqualTo("removed");
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
  void goesOnWithAnAlertThatFiresWhereItsCameraComesFrom() {
    others = List.of(elsewhere(new Firing("full", Series.of(DOOR), "its", 5, CRITICAL, OPS)));
    run(0, 0);
    hub.connected(DOOR);
    run(20, 100);
    assertThat(events).isEmpty();
    others = List.of();

    run(40, 10);

    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.RESOLVED);
    assertThat(events.get(0).id()).isEqualTo("its");
  }

  @Test
  void letsGoOfAnAlertWhoseCameraHasGoneToAnotherNode() {
    hub.connected(DOOR);
    run(15, 100);
    assertThat(events).extracting(AlertEvent::kind).containsExactly(Kind.FIRING);

    hub.left(DOOR);
    others = List.of(elsewhere());
    pass(60);

    assertThat(events).hasSize(1);
    assertThat(alerts.memory().firing()).isEmpty();
  }

  @Test
  void callsNoCameraSilentThatAnotherNodeCounts() {
    hub.connected(DOOR);
    run(3, 10);
    hub.disconnected(DOOR);
    others = List.of(elsewhere());
    pass(60);

    assertThat(events).isEmpty();
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

  private CameraElsewhere elsewhere(Firing... firing) {
    CameraStatus status =
        new CameraStatus(
            DOOR,
            true,
            OptionalDouble.of(100),
            OptionalInt.of(100),
            Optional.empty(),
            OptionalLong.empty(),
            List.of(firing));
    return new CameraElsewhere("10.0.0.6:7600", status, millis * MILLI);
  }

  private SiteCounts counts(Alerts from) {
    SiteCounts made =
        new SiteCounts(
            hub,
            site,
            new SiteSettings(
                new DensityBands(2, 3.5, 5),
                new AlertSettings(
                    List.of(rule("full", Measure.PEOPLE, 80)),
                    new AlertSettings.SilentCamera(
                        Schedule.ALWAYS,
                        Severity.WARNING,
                        List.of(),
                        Duration.ofSeconds(10),
                        Duration.ofDays(1)),
                    new AlertTemplate(
                        Measure.PEOPLE,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        Schedule.ALWAYS,
                        Severity.WARNING,
                        List.of()))),
            from,
            () -> others,
            () -> millis * MILLI,
            this::now);
    made.onSecond(seconds::add);
    made.onAlert(events::add);
    return made;
  }

  private Instant now() {
    return Instant.ofEpochMilli(START_MILLIS + millis);
  }

  private void change(CameraSite to) throws Exception {
    var unused = site.change(DOOR, OptionalLong.empty(), before -> to);
  }

  /** Ten counts a second. */
  private void run(int seconds, double people) {
    for (int i = 0; i < 10 * seconds; i++) {
      count(people);
      millis += 100;
      counts.tick();
    }
  }

  private void pass(int seconds) {
    for (int i = 0; i < 2 * seconds; i++) {
      millis += 500;
      counts.tick();
    }
  }

  private void count(double people) {
    hub.answered(DOOR, frame(), map(people), FIRST, millis * MILLI);
  }

  private static JpegFrame frame() {
    return new JpegFrame(0, 0, 0, 0, 64, 48, ByteString.emptyByteString());
  }

  private static DensityMap map(double people) {
    float[] values = new float[36];
    Arrays.fill(values, (float) (people / values.length));
    return new DensityMap(0, 0, 6, 6, people, values, new DensityMap.Timing(0, 0, 0, 1));
  }

  private static Zone zone(String name, Zone.Kind kind) {
    return new Zone(
        name,
        kind,
        new Outline(
            List.of(
                new PicturePoint(0, 0),
                new PicturePoint(0.5, 0),
                new PicturePoint(0.5, 1),
                new PicturePoint(0, 1))));
  }

  private static AlertRule rule(String name, Measure measure, double above) {
    return new AlertRule(
        name,
        Series.of(DOOR),
        measure,
        above,
        above * 0.9,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Schedule.ALWAYS,
        Severity.CRITICAL,
        List.of("ops"));
  }
}
