package throng.actors.counts.live;

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
import throng.actors.counts.AlertEvent;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Network;
import throng.actors.counts.Second;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.AlertSettings;
import throng.actors.counts.alert.AlertTemplate;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.alert.Measure;
import throng.actors.counts.alert.Schedule;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.live.Elsewhere.Missed;
import throng.actors.counts.place.DensityBands;
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

/**
 * The counts of one camera on clocks that are set, with an alert at 80 people and one where it is
 * silent for ten seconds.
 */
abstract class CountedDoor {
  static final CameraId DOOR = new CameraId("lobby", "door");
  static final Network FIRST = new Network("crowd", "1");
  static final Network SECOND = new Network("crowd", "2");
  static final Severity CRITICAL = Severity.CRITICAL;
  static final List<String> OPS = List.of("ops");
  static final long MILLI = 1_000_000;
  static final long START_MILLIS = 1_780_000_000_000L;

  final List<Second> seconds = new ArrayList<>();
  final List<AlertEvent> events = new ArrayList<>();
  long millis;
  final CountHub hub =
      new CountHub(new CountSettings(1 << 20, 1 << 20), () -> millis * MILLI, this::now);
  final Site site = new Site(new Unkept(), SiteState.EMPTY, Set.of());
  final Alerts alerts = new Alerts(AlertMemory.EMPTY);
  List<CameraElsewhere> others = List.of();
  List<Missed> missed = List.of();
  Optional<CameraElsewhere> comesFrom = Optional.empty();
  final SiteCounts counts = counts(alerts);

  /** Keeps nothing. */
  static final class Unkept implements SiteStore {
    @Override
    public void write(SiteState state) {}

    @Override
    public void write(AlertMemory memory) {}
  }

  CameraElsewhere elsewhere(Firing... firing) {
    return elsewhere(true, firing);
  }

  /** At a node that it has left without a goodbye. */
  CameraElsewhere left() {
    return elsewhere(false);
  }

  private CameraElsewhere elsewhere(boolean isConnected, Firing... firing) {
    CameraStatus status =
        new CameraStatus(
            DOOR,
            isConnected,
            OptionalDouble.of(100),
            OptionalInt.of(100),
            Optional.empty(),
            OptionalLong.empty(),
            List.of(firing));
    return new CameraElsewhere("10.0.0.6:7600", status, millis * MILLI);
  }

  private final class Others implements Elsewhere {
    @Override
    public List<Missed> missed() {
      return missed;
    }

    @Override
    public List<CameraElsewhere> cameras() {
      return others;
    }

    @Override
    public Optional<CameraElsewhere> comesFrom(CameraId camera) {
      return comesFrom;
    }
  }

  SiteCounts counts(Alerts from) {
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
            new Others(),
            () -> millis * MILLI,
            this::now);
    made.onSecond(seconds::add);
    made.onAlert(events::add);
    return made;
  }

  Instant now() {
    return Instant.ofEpochMilli(START_MILLIS + millis);
  }

  void change(CameraSite to) throws Exception {
    var unused = site.change(DOOR, OptionalLong.empty(), before -> to);
  }

  /** Ten counts a second. */
  void run(int seconds, double people) {
    for (int i = 0; i < 10 * seconds; i++) {
      count(people);
      millis += 100;
      counts.tick();
    }
  }

  void pass(int seconds) {
    for (int i = 0; i < 2 * seconds; i++) {
      millis += 500;
      counts.tick();
    }
  }

  void count(double people) {
    hub.answered(DOOR, frame(), map(people), FIRST, millis * MILLI);
  }

  static JpegFrame frame() {
    return new JpegFrame(0, 0, 0, 0, 64, 48, ByteString.emptyByteString());
  }

  static DensityMap map(double people) {
    float[] values = new float[36];
    Arrays.fill(values, (float) (people / values.length));
    return new DensityMap(0, 0, 6, 6, people, values, new DensityMap.Timing(0, 0, 0, 1));
  }

  static Zone zone(String name, Zone.Kind kind) {
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

  static AlertRule rule(String name, Measure measure, double above) {
    return rule(name, Series.of(DOOR), measure, above);
  }

  static AlertRule rule(String name, Series where, Measure measure, double above) {
    return new AlertRule(
        name,
        where,
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
