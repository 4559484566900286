package throng.gpu.web.live;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.CameraNow;
import throng.actors.counts.Freshness;
import throng.actors.counts.Network;
import throng.actors.counts.Series;
import throng.actors.counts.Trend;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.alert.AlertState;
import throng.actors.counts.calibration.Correction;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.live.SeriesNow;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.site.CameraAbout;
import throng.actors.counts.site.CameraSite;
import throng.streams.frame.CameraId;

/** How cameras and groups stand at one moment. */
final class CameraStates {
  private static final Comparator<AlertNow> GRAVEST =
      Comparator.comparing((AlertNow it) -> it.state().isFiring())
          .thenComparing(it -> it.rule().severity())
          .reversed();

  private final SiteCounts seconds;
  private final RemoteViews views;
  private final long nanos;
  private final Map<CameraId, List<AlertNow>> alerts;

  /**
   * What the newest pictures tell.
   *
   * @param width 0: nothing has been counted yet
   */
  record Picture(int width, int height, @Nullable String trouble) {}

  /**
   * @param views how other nodes show theirs
   * @param nanos the moment, on the node's monotonic clock
   */
  CameraStates(SiteCounts seconds, RemoteViews views, long nanos) {
    this.seconds = seconds;
    this.views = views;
    this.nanos = nanos;
    this.alerts =
        seconds.alerts().stream()
            .filter(it -> it.state() != AlertState.INACTIVE)
            .sorted(GRAVEST)
            .collect(Collectors.groupingBy(it -> it.rule().where().camera()));
  }

  /** As its node has it. */
  CameraState of(Seen seen, Picture picture) {
    return seen.here()
        .map(now -> of(now, picture))
        .orElseGet(() -> there(seen.there().orElseThrow()));
  }

  private CameraState there(CameraElsewhere camera) {
    CameraAbout about = seconds.site().camera(camera.camera()).about();
    return views
        .of(camera)
        .map(view -> RemoteStates.of(camera, about, view, this::silenced, nanos))
        .orElseGet(() -> RemoteStates.of(camera, about, this::silenced, nanos));
  }

  // All nodes have the silences in common, and what another one told is some seconds old.
  private CameraAlert silenced(CameraAlert there) {
    return Series.parse(there.where())
        .map(where -> there.silencedUntil(seconds.silencedUntil(there.name(), where)))
        .orElse(there);
  }

  /** One that this node counts. */
  CameraState of(CameraNow now, Picture picture) {
    CameraId camera = now.camera();
    Optional<CameraNow.LastCount> last = now.last();
    Optional<Double> raw = last.map(it -> Rounded.tenth(it.people()));
    Optional<SeriesNow> series = seconds.now(Series.of(camera));
    Optional<Integer> shown = series.flatMap(CameraStates::shown);
    Correction correction = seconds.correction(camera);
    Optional<Correction.Interval> interval =
        shown.flatMap(
            it -> correction.interval().map(range -> range.times(it / correction.factor())));
    CameraAbout about = seconds.site().camera(camera).about();
    Optional<Trend> trend = series.flatMap(SeriesNow::trend);
    return new CameraState(
        camera.toString(),
        about.title(),
        about.capacity().stream().boxed().findFirst(),
        now.isConnected(),
        Optional.empty(),
        seconds.network(camera).map(Network::toString),
        series.map(it -> Rounded.tenth(it.last().people())),
        shown,
        interval.map(it -> Math.round(it.low())),
        interval.map(it -> Math.round(it.high())),
        Optional.of(correction.factor()).filter(it -> it != 1),
        Optional.of(true).filter(any -> isUnconfirmed(camera)),
        trend.map(it -> it.direction().name().toLowerCase(Locale.ROOT)),
        trend.map(it -> Rounded.tenth(it.peopleAMinute())),
        raw,
        last.map(it -> millis(nanos - it.arrivedNanos())),
        last.map(CameraNow.LastCount::answeredMillis),
        interval(now.intervalNanos()),
        Optional.of(picture.width()).filter(it -> it > 0),
        Optional.of(picture.height()).filter(it -> it > 0),
        Optional.ofNullable(picture.trouble()),
        zones(camera),
        alerts.getOrDefault(camera, List.of()).stream().map(CameraAlert::of).toList());
  }

  /** Of a camera that is not connected, and of which something is kept all the same. */
  CameraState away(CameraId camera) {
    return of(
        new CameraNow(camera, false, false, false, nanos, Optional.empty(), OptionalLong.empty()),
        new Picture(0, 0, null));
  }

  private boolean isUnconfirmed(CameraId camera) {
    Optional<Network> network = seconds.network(camera);
    CameraSite site = seconds.site().camera(camera);
    return network.filter(site.calibration()::needsConfirmation).isPresent();
  }

  private List<ZoneState> zones(CameraId camera) {
    return seconds.site().camera(camera).zones().values().stream()
        .filter(zone -> !zone.isMask())
        .map(zone -> ZoneState.of(camera, zone, seconds))
        .toList();
  }

  /** How many people are there at this moment; empty: its last count is too old for that. */
  Optional<Double> people(Seen seen) {
    return seen.there().isPresent()
        ? RemoteStates.people(seen.there().get(), nanos)
        : seen.here()
            .filter(it -> it.last().isPresent() && it.freshness(nanos) != Freshness.SILENT)
            .flatMap(it -> seconds.now(Series.of(it.camera())))
            .map(it -> it.last().people());
  }

  private static Optional<Integer> shown(SeriesNow now) {
    return now.shown().isPresent() ? Optional.of(now.shown().getAsInt()) : Optional.empty();
  }

  private static Optional<Long> interval(OptionalLong interval) {
    return interval.isPresent() ? Optional.of(millis(interval.getAsLong())) : Optional.empty();
  }

  private static long millis(long nanoseconds) {
    return Math.max(0, Duration.ofNanos(nanoseconds).toMillis());
  }
}
