package throng.actors.counts.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.CameraNow;
import throng.actors.counts.CameraNow.LastCount;
import throng.actors.counts.Freshness;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.counts.Trend;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.AlertSettings;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.alert.Alerts.Measured;
import throng.actors.counts.alert.Alerts.Place;
import throng.actors.counts.site.CameraSite;
import throng.actors.counts.site.SiteState;
import throng.streams.frame.CameraId;

/** Measures what alerts look at, second by second. Its {@link SiteCounts}' own. */
final class AlertWatch {
  /**
   * How long a camera has to come back to a node that was started anew: more than an edge's pauses.
   */
  private static final long BACK_WITHIN = TimeUnit.MINUTES.toNanos(1);

  /** Of how many cameras that are not known any more the newest silences are kept. */
  static final int MOST_AWAY = 1_000;

  private final AlertSettings settings;
  private final Alerts alerts;
  private final Map<CameraId, Long> goneNanos = new HashMap<>();
  private final Set<CameraId> missedNoLonger = new HashSet<>();
  private @Nullable Long listensNanos;

  AlertWatch(AlertSettings settings, Alerts alerts) {
    this.settings = settings;
    this.alerts = alerts;
  }

  /** Cameras can come from now on: before, none is missed that was there in an earlier run. */
  void listens(long nanos) {
    listensNanos = nanos;
  }

  /** That a camera is silent ends with the next second, unless it is judged here. */
  void forget(CameraId camera) {
    missedNoLonger.add(camera);
  }

  /** A second that is over. */
  record Moment(long index, long endNanos, long millis) {}

  /**
   * Judges one second.
   *
   * @param missed cameras that are not known here, whose node has fallen silent with them
   */
  List<AlertEvent> step(
      Moment moment,
      Map<CameraId, CameraNow> known,
      Set<CameraId> missed,
      Map<CameraId, CameraCounts> cameras,
      SiteState site) {
    List<Measured> measured = new ArrayList<>();
    for (AlertRule rule : rules(site)) {
      Place place = place(rule, site.camera(rule.where().camera()));
      OptionalDouble value =
          place == Place.HERE ? value(rule, moment, known, cameras) : OptionalDouble.empty();
      measured.add(new Measured(rule, value, place));
    }
    List<Firing> silences = alerts.memory().firing().stream().filter(Firing::isSilence).toList();
    Set<CameraId> told =
        silences.stream().map(firing -> firing.where().camera()).collect(Collectors.toSet());
    measured.addAll(ofKnown(known.values(), told, moment));
    missed.stream()
        .filter(camera -> !told.contains(camera) && !missedNoLonger.contains(camera))
        .forEach(camera -> measured.add(silence(camera, true)));
    silences.stream()
        .filter(firing -> hasJustGone(firing, known, moment))
        .forEach(firing -> measured.add(silence(firing.where().camera(), true)));
    List<Firing> away =
        silences.stream()
            .filter(firing -> isAway(firing, known, moment))
            .sorted(Comparator.comparingLong(Firing::sinceMillis).reversed())
            .toList();
    away.stream()
        .limit(MOST_AWAY)
        .forEach(firing -> measured.add(silence(firing.where().camera(), true)));
    // Ever new cameras' would be looked through each second. Nobody is told of an end that is none.
    away.stream().skip(MOST_AWAY).forEach(alerts::letGo);
    missedNoLonger.clear();
    goneNanos.keySet().removeIf(camera -> !hasLeft(camera, known));
    return alerts.step(moment.endNanos(), moment.millis(), measured);
  }

  private List<Measured> ofKnown(Collection<CameraNow> known, Set<CameraId> told, Moment moment) {
    return known.stream()
        .filter(camera -> isThere(camera, told.contains(camera.camera()), moment))
        .map(
            camera ->
                isToCome(camera, moment) && !told.contains(camera.camera())
                    ? new Measured(silence(camera.camera()), OptionalDouble.empty())
                    : silence(camera.camera(), isMissed(camera, moment)))
        .toList();
  }

  List<AlertNow> now(long millis) {
    return alerts.now(millis);
  }

  /** Those of the settings before those of the page. */
  private Iterable<AlertRule> rules(SiteState site) {
    Map<String, AlertRule> rules = new LinkedHashMap<>(site.alerts().rules());
    settings.rules().forEach(rule -> rules.put(rule.name(), rule));
    return rules.values();
  }

  private static Place place(AlertRule rule, CameraSite site) {
    if (site.hasPlaceOf(rule)) {
      return Place.HERE;
    }
    // Whoever deletes a zone, at whichever node, leaves a version behind.
    return site.version() == 0 ? Place.NOT_KNOWN : Place.GONE;
  }

  private static OptionalDouble value(
      AlertRule rule,
      Moment moment,
      Map<CameraId, CameraNow> known,
      Map<CameraId, CameraCounts> cameras) {
    CameraNow camera = known.get(rule.where().camera());
    CameraCounts counts = cameras.get(rule.where().camera());
    SeriesBook book = counts == null ? null : counts.books().get(rule.where());
    if (camera == null
        || counts == null
        || book == null
        || isSilent(camera, moment)
        || isBeforeASilence(book, camera, moment)) {
      return OptionalDouble.empty();
    }
    Optional<SecondMean> last = book.last();
    return switch (rule.measure()) {
      case PEOPLE -> last.map(it -> OptionalDouble.of(it.people())).orElse(OptionalDouble.empty());
      case DENSITY ->
          last.map(it -> Densities.of(rule.where(), it, counts.site()))
              .orElse(OptionalDouble.empty());
      case RISE ->
          book.rise(rule.over(), camera.intervalNanos())
              .map(Trend::peopleAMinute)
              .map(OptionalDouble::of)
              .orElse(OptionalDouble.empty());
      case SILENCE -> OptionalDouble.empty();
    };
  }

  // A camera that is back has a count before its first second is over.
  private static boolean isBeforeASilence(SeriesBook book, CameraNow camera, Moment moment) {
    long ago = moment.endNanos() - book.endNanos();
    return Freshness.of(ago, camera.intervalNanos()) == Freshness.SILENT;
  }

  private static boolean isSilent(CameraNow camera, Moment moment) {
    return camera.freshness(moment.endNanos()) == Freshness.SILENT;
  }

  /** Whether it has had no chance yet to come back since the node was started. */
  private boolean isToCome(CameraNow camera, Moment moment) {
    Long since = listensNanos;
    return camera.isRemembered() && (since == null || moment.endNanos() - since < BACK_WITHIN);
  }

  /** One that has come in this run is not missed for what was in an earlier one. */
  private static boolean isMissed(CameraNow camera, Moment moment) {
    long ago = moment.endNanos() - heardNanos(camera);
    return camera.isRemembered() || Freshness.of(ago, camera.intervalNanos()) == Freshness.SILENT;
  }

  private static long heardNanos(CameraNow camera) {
    long since = camera.knownSinceNanos();
    long last = camera.last().map(LastCount::arrivedNanos).orElse(since);
    return last - since > 0 ? last : since;
  }

  /**
   * Whether a camera is connected, or has gone without a goodbye and may still come back. One that
   * was never counted is not missed: peers may come under ever new names.
   */
  private boolean isThere(CameraNow camera, boolean isTold, Moment moment) {
    return camera.isConnected()
        || !camera.hasLeft()
            && (camera.last().isPresent() || isTold)
            && moment.endNanos() - heardNanos(camera) < settings.silent().forgetAfter().toNanos();
  }

  /** Whether it is told of a camera that has not come back since the node began. */
  private boolean isAway(Firing firing, Map<CameraId, CameraNow> known, Moment moment) {
    CameraId camera = firing.where().camera();
    return !known.containsKey(camera)
        && !missedNoLonger.contains(camera)
        && moment.millis() - firing.sinceMillis() < settings.silent().forgetAfter().toMillis();
  }

  /**
   * Whether it is told of a camera that said goodbye just now. One that was sent to another node
   * does so, and nobody is to be told of an end: it goes on there.
   */
  private boolean hasJustGone(Firing firing, Map<CameraId, CameraNow> known, Moment moment) {
    CameraId camera = firing.where().camera();
    if (!hasLeft(camera, known)) {
      return false;
    }
    long since = goneNanos.computeIfAbsent(camera, any -> moment.endNanos());
    return moment.endNanos() - since < AlertMoves.TAKEN_WITHIN;
  }

  private static boolean hasLeft(CameraId camera, Map<CameraId, CameraNow> known) {
    return Optional.ofNullable(known.get(camera)).filter(CameraNow::hasLeft).isPresent();
  }

  private Measured silence(CameraId camera, boolean isSilent) {
    return new Measured(silence(camera), OptionalDouble.of(isSilent ? 1 : 0));
  }

  private AlertRule silence(CameraId camera) {
    return settings.silent().rule(Series.of(camera));
  }
}
