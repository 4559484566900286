package throng.actors.counts.live;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.CameraNow;
import throng.actors.counts.CountHub;
import throng.actors.counts.Counted;
import throng.actors.counts.Network;
import throng.actors.counts.RecentSeconds;
import throng.actors.counts.Second;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Seconds;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.calibration.Correction;
import throng.actors.counts.place.DensityBands;
import throng.actors.counts.place.DensityBands.Band;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.CameraSite;
import throng.actors.counts.site.Site;
import throng.actors.counts.site.SiteState;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.log.RateLimitedLog;

/**
 * The counts of all cameras and zones, second by second, with what is known of their places; and
 * the alerts that follow.
 *
 * <p>A reader of {@link CountHub}, put forward by whoever calls {@link #tick} several times a
 * second, one thread at a time. Any thread may ask it. Listeners run on the ticking thread, and
 * only hand on.
 */
public final class SiteCounts implements AutoCloseable {
  /** Answers between two ticks; many more than a node gives. */
  private static final int WAITING = 16_384;

  private final CountHub.Reader reader;
  private final CountHub hub;
  private final Site site;
  private final SiteSettings settings;
  private final MonotonicClock clock;
  private final InstantSource utc;
  private final Seconds seconds;
  private final Alerts alerts;
  private final AlertWatch watch;
  private final AlertMoves moves;
  private final Map<CameraId, CameraCounts> cameras = new LinkedHashMap<>();
  private final List<Consumer<Second>> onSecond = new CopyOnWriteArrayList<>();
  private final List<Consumer<AlertEvent>> onAlert = new CopyOnWriteArrayList<>();
  private final RateLimitedLog log = RateLimitedLog.errors(SiteCounts.class);
  private long lastIndex;
  private volatile long ticks;

  /**
   * Counts from now on.
   *
   * @param alerts as they stood when the node ended
   * @param elsewhere the cameras of other nodes, whose alerts go where they go
   */
  public SiteCounts(
      CountHub hub,
      Site site,
      SiteSettings settings,
      Alerts alerts,
      Elsewhere elsewhere,
      MonotonicClock clock,
      InstantSource utc) {
    this.hub = hub;
    this.site = site;
    this.settings = settings;
    this.clock = clock;
    this.utc = utc;
    this.reader = hub.reader("seconds", WAITING, () -> {});
    this.seconds = Seconds.startingAt(clock.nanos(), utc.millis());
    this.alerts = alerts;
    this.watch = new AlertWatch(settings.alerts(), alerts);
    this.moves = new AlertMoves(alerts, elsewhere);
    this.lastIndex = seconds.lastIndex(clock.nanos());
  }

  /** What to tell of each second that is over and had a count, in order. */
  public void onSecond(Consumer<Second> listener) {
    onSecond.add(listener);
  }

  /** What to tell of each alert that begins or ends. */
  public void onAlert(Consumer<AlertEvent> listener) {
    onAlert.add(listener);
  }

  /** Cameras can come from now on. Those of an earlier run have a minute until they are missed. */
  public synchronized void listens() {
    watch.listens(clock.nanos());
  }

  /** A camera that the hub was told to forget: its alert that it is silent ends within a second. */
  public synchronized void forget(CameraId camera) {
    watch.forget(camera);
  }

  /** Takes what was counted, and judges the seconds that are over. */
  public void tick() {
    List<Second> closed = new ArrayList<>();
    List<AlertEvent> events = new ArrayList<>();
    synchronized (this) {
      ticks++;
      long now = clock.nanos();
      long millis = utc.millis();
      Map<CameraId, CameraNow> known =
          hub.cameras().stream().collect(Collectors.toMap(CameraNow::camera, it -> it));
      cameras.keySet().retainAll(known.keySet());
      reader.take().forEach(this::add);
      moves.follow(known, now).forEach(watch::forget);
      closed.addAll(seconds.close(now, millis));
      events.addAll(judge(closed, known, now, millis));
      ticks++;
    }
    closed.forEach(second -> tell(onSecond, second));
    events.forEach(event -> tell(onAlert, event));
  }

  /** Takes what was counted last, and tells of the second that is not over, too: the last tick. */
  public void end() {
    tick();
    List<Second> rest;
    synchronized (this) {
      rest = seconds.closeAll(clock.nanos(), utc.millis());
    }
    rest.forEach(second -> tell(onSecond, second));
  }

  private void add(Counted counted) {
    if (counted.reply() instanceof DensityMap map) {
      CameraCounts camera = cameras.computeIfAbsent(counted.camera(), CameraCounts::new);
      camera.use(site.state().camera(counted.camera()));
      camera.add(counted, map, seconds);
    }
  }

  private List<AlertEvent> judge(
      List<Second> closed, Map<CameraId, CameraNow> known, long now, long millis) {
    Map<Long, Second> byIndex =
        closed.stream().collect(Collectors.toMap(Second::index, second -> second));
    List<AlertEvent> events = new ArrayList<>();
    long newest = seconds.lastIndex(now);
    Set<CameraId> missed = moves.missed(known);
    // Where nobody ticked for longer, only the last seconds can still be judged.
    for (long index = Math.max(lastIndex + 1, newest - RecentSeconds.KEPT);
        index <= newest;
        index++) {
      Second second = byIndex.get(index);
      if (second != null) {
        second.means().forEach(mean -> book(second, mean));
      }
      long endNanos = seconds.endNanos(index);
      long endMillis = millis - (now - endNanos) / 1_000_000;
      events.addAll(
          watch.step(
              new AlertWatch.Moment(index, endNanos, endMillis),
              moves.here(known),
              missed,
              cameras,
              site.state()));
    }
    lastIndex = Math.max(lastIndex, newest);
    return events;
  }

  private void book(Second second, SecondMean mean) {
    CameraCounts camera = cameras.get(mean.series().camera());
    if (camera != null && camera.counts(mean.series())) {
      camera.books().computeIfAbsent(mean.series(), notUsed -> new SeriesBook()).add(second, mean);
    }
  }

  private <T> void tell(List<Consumer<T>> listeners, T news) {
    for (Consumer<T> listener : listeners) {
      try {
        listener.accept(news);
      } catch (RuntimeException e) {
        log.write("listener", "A listener of counts failed", e);
      }
    }
  }

  /** Every series that has a {@link #now}. */
  public synchronized List<SeriesNow> all() {
    List<SeriesNow> all = new ArrayList<>();
    for (CameraCounts camera : cameras.values()) {
      camera.books().forEach((series, book) -> now(series, camera, book).ifPresent(all::add));
    }
    return all;
  }

  /**
   * How a series stands; empty: it had no count yet, or none in a second that is over since its
   * camera is back.
   */
  public synchronized Optional<SeriesNow> now(Series series) {
    CameraCounts camera = cameras.get(series.camera());
    SeriesBook book = camera == null ? null : camera.books().get(series);
    return camera == null || book == null ? Optional.empty() : now(series, camera, book);
  }

  private Optional<SeriesNow> now(Series series, CameraCounts camera, SeriesBook book) {
    boolean isOfBefore =
        hub.camera(series.camera()).filter(it -> it.wasSilentSince(book.endNanos())).isPresent();
    return isOfBefore ? Optional.empty() : book.last().map(last -> now(series, camera, book, last));
  }

  private SeriesNow now(Series series, CameraCounts camera, SeriesBook book, SecondMean last) {
    CameraSite place = camera.site();
    OptionalDouble density = Densities.of(series, last, place);
    Optional<Band> band =
        density.isPresent() ? Optional.of(bands().of(density.getAsDouble())) : Optional.empty();
    return new SeriesNow(
        series,
        title(series, place),
        last,
        book.endNanos(),
        book.readable().shown(),
        camera.correction(),
        book.trend(RecentSeconds.KEPT, lastIndex),
        density,
        band);
  }

  private static String title(Series series, CameraSite place) {
    return series
        .zone()
        .map(zone -> place.zones().get(zone))
        .map(Zone::title)
        .orElse(series.zone().orElse(series.camera().camera()));
  }

  /**
   * The corrected means of a series' last seconds, the oldest first; not a number: no count.
   *
   * @param count how many, at most {@link RecentSeconds#KEPT}
   */
  public synchronized double[] recent(Series series, int count) {
    CameraCounts camera = cameras.get(series.camera());
    SeriesBook book = camera == null ? null : camera.books().get(series);
    return (book == null ? new RecentSeconds() : book.recent()).last(count, lastIndex);
  }

  /** From people per square metre to a word. */
  public DensityBands bands() {
    return site.state().wide().bands().orElse(settings.bands());
  }

  /** Another number once there may be something else to tell of seconds and alerts. */
  public long changes() {
    return ticks + alerts.changes();
  }

  /** What people have said of the places that are counted. */
  public SiteState site() {
    return site.state();
  }

  /** Each alert that there has been a second for, as it stands at this moment. */
  public List<AlertNow> alerts() {
    return watch.now(utc.millis());
  }

  /**
   * Until when nobody is notified of an alert, also one that another node judges; empty: they are.
   */
  public OptionalLong silencedUntil(String alert, Series where) {
    return alerts.silencedUntil(alert, where, utc.millis());
  }

  /** How each camera that has not said goodbye stands, for other nodes. */
  public List<CameraStatus> statuses() {
    long now = clock.nanos();
    return hub.cameras().stream()
        .filter(camera -> !camera.hasLeft())
        .map(camera -> status(camera, now))
        .toList();
  }

  private CameraStatus status(CameraNow camera, long nanos) {
    Optional<SeriesNow> series = now(Series.of(camera.camera()));
    return new CameraStatus(
        camera.camera(),
        camera.isConnected(),
        series.map(it -> OptionalDouble.of(it.last().people())).orElse(OptionalDouble.empty()),
        series.map(SeriesNow::shown).orElse(OptionalInt.empty()),
        camera
            .last()
            .map(
                last ->
                    new CameraStatus.LastCount(nanos - last.arrivedNanos(), last.answeredMillis())),
        camera.intervalNanos(),
        moves.firing(camera.camera()));
  }

  /** Which network counts a camera; empty: none has yet. */
  public synchronized Optional<Network> network(CameraId camera) {
    CameraCounts counts = cameras.get(camera);
    return counts == null ? Optional.empty() : Optional.ofNullable(counts.network());
  }

  /** What a camera's counts are multiplied by now. */
  public synchronized Correction correction(CameraId camera) {
    CameraCounts counts = cameras.get(camera);
    return counts == null ? Correction.NONE : counts.correction();
  }

  /** How many counts are in no second: they came too late, or did not fit. */
  public synchronized long lost() {
    return reader.dropped() + seconds.late();
  }

  @Override
  public void close() {
    reader.close();
  }
}
