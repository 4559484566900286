package throng.gpu.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import throng.actors.counts.CountHub;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.live.SiteSettings;
import throng.actors.counts.site.Site;
import throng.actors.counts.site.SiteState;
import throng.actors.time.MonotonicClock;
import throng.streams.log.RateLimitedLog;
import throng.streams.log.Reason;

/**
 * Zones, seconds and alerts at work: a thread of their own puts them forward and keeps what is to
 * outlive the node. Counting waits for none of it.
 */
public final class SiteRun implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final long TRY_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How long alerts wait for their notifications: those may find a disk that is full. */
  private static final long WAITS_AT_MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SiteFiles files;
  private final CameraFile cameras;
  private final Site site;
  private final Alerts alerts;
  private final SiteCounts counts;
  private final RateLimitedLog log = RateLimitedLog.warnings(SiteRun.class);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(SiteRun::thread);

  private volatile BooleanSupplier areNotificationsKept = () -> true;

  // The thread's own.
  private long keptChanges;
  private long waitingNanos;
  private boolean isWaiting;
  private boolean isEnding;
  private long failedNanos;
  private boolean hasFailed;

  private SiteRun(
      SiteFiles files, CameraFile cameras, Site site, Alerts alerts, SiteCounts counts) {
    this.files = files;
    this.cameras = cameras;
    this.site = site;
    this.alerts = alerts;
    this.counts = counts;
    this.keptChanges = alerts.changes();
  }

  /**
   * Begins; listeners are added, then {@link #start} is called.
   *
   * @param folder where state is kept; empty: nothing outlives the node
   * @param elsewhere the cameras of other nodes
   * @param warn is told in sentences what could not be read
   */
  public static SiteRun open(
      CountHub hub,
      SiteSettings settings,
      Optional<Path> folder,
      Elsewhere elsewhere,
      Consumer<String> warn) {
    InstantSource utc = InstantSource.system();
    SiteFiles files = new SiteFiles(folder, utc, warn);
    SiteState state = SiteState.EMPTY;
    AlertMemory memory = AlertMemory.EMPTY;
    try {
      state = files.state();
      memory = files.alerts();
    } catch (IOException e) {
      warn.accept(
          "Zones and alerts cannot be read: %s. The node keeps none in this run."
              .formatted(Reason.of(e)));
      // What could not be read must not be written over.
      files = new SiteFiles(Optional.empty(), utc, warn);
    }
    Site site =
        new Site(
            files,
            state,
            settings.alerts().rules().stream().map(AlertRule::name).collect(Collectors.toSet()));
    Alerts alerts = files.hasSetAside() ? awaiting(memory, warn) : new Alerts(memory);
    SiteCounts counts =
        new SiteCounts(hub, site, settings, alerts, elsewhere, MonotonicClock.SYSTEM, utc);
    return new SiteRun(files, cameras(hub, folder, utc, warn), site, alerts, counts);
  }

  /** Nobody is told of an end because of a file: what an alert goes by may come, or be imported. */
  private static Alerts awaiting(AlertMemory memory, Consumer<String> warn) {
    Alerts alerts = new Alerts(new AlertMemory(List.of(), memory.silences()));
    alerts.adopt(memory.firing());
    String firing =
        memory.firing().stream()
            .filter(it -> !it.isSilence())
            .map(it -> it.alert() + " at " + it.where())
            .collect(Collectors.joining(", "));
    if (!firing.isEmpty()) {
      warn.accept(
          "These alerts fired when that was lost: %s. One whose zone is not known goes on, blind, until"
                  .formatted(firing)
              + " the zone is drawn or imported; one whose rule is lost ends in a minute.");
    }
    return alerts;
  }

  private static CameraFile cameras(
      CountHub hub, Optional<Path> folder, InstantSource utc, Consumer<String> warn) {
    CameraFile cameras = new CameraFile(hub, folder, MonotonicClock.SYSTEM, utc);
    try {
      cameras.read();
    } catch (IOException e) {
      warn.accept(
          "Which cameras were counted before cannot be read: %s. Those that do not come back are not missed."
              .formatted(Reason.of(e)));
    }
    return cameras;
  }

  /**
   * How alerts stand is kept after their notifications are: what is lost with the node is told in
   * its next run, twice rather than not at all.
   */
  public void keepsAfter(BooleanSupplier areNotificationsKept) {
    this.areNotificationsKept = areNotificationsKept;
  }

  /** Puts seconds and alerts forward from now on. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What people change. */
  public Site site() {
    return site;
  }

  /** Which alerts there are, and how they stand. */
  public Alerts alerts() {
    return alerts;
  }

  /** The counts of all cameras and zones. */
  public SiteCounts counts() {
    return counts;
  }

  private void tick() {
    put(counts::tick);
  }

  private void put(Runnable forward) {
    try {
      forward.run();
      keepAlerts();
      keepCameras(false);
    } catch (RuntimeException e) {
      log.write("tick", "Seconds and alerts could not be put forward", e);
    }
  }

  private void keepAlerts() {
    long changes = alerts.changes();
    boolean isResting = hasFailed && System.nanoTime() - failedNanos < TRY_AGAIN_NANOS;
    if (changes == keptChanges || isResting || waitsForNotifications()) {
      return;
    }
    try {
      files.write(alerts.memory());
      keptChanges = changes;
      hasFailed = false;
    } catch (IOException e) {
      hasFailed = true;
      failedNanos = System.nanoTime();
      log.write(
          "alerts",
          "Which alerts fire cannot be kept: %s. It is tried again every 10 s."
              .formatted(Reason.of(e)));
    }
  }

  private boolean waitsForNotifications() {
    if (isEnding || areNotificationsKept.getAsBoolean()) {
      isWaiting = false;
    } else if (!isWaiting) {
      isWaiting = true;
      waitingNanos = System.nanoTime();
    }
    return isWaiting && System.nanoTime() - waitingNanos < WAITS_AT_MOST_NANOS;
  }

  private void keepCameras(boolean isLast) {
    try {
      cameras.keep(isLast);
    } catch (IOException e) {
      log.write(
          "cameras",
          "Which cameras were counted cannot be kept: %s. It is tried again."
              .formatted(Reason.of(e)));
    }
  }

  /** Takes what was counted last, ends, and keeps how alerts stand. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(2, TimeUnit.SECONDS)) {
        hasFailed = false;
        isEnding = true;
        put(counts::end);
        keepCameras(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    counts.close();
  }

  private static Thread thread(Runnable run) {
    Thread thread = new Thread(run, "site-counts");
    thread.setDaemon(true);
    return thread;
  }
}
