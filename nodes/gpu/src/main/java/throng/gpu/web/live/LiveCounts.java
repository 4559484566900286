package throng.gpu.web.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.CameraNow;
import throng.actors.counts.CountHub;
import throng.actors.counts.Counted;
import throng.actors.counts.Freshness;
import throng.actors.counts.RecentSeconds;
import throng.actors.counts.Series;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.past.OtherNodes;
import throng.actors.counts.site.SiteState;
import throng.gpu.web.access.Principal;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.Skipped;

/**
 * What the page shows of the cameras: the seconds that {@link SiteCounts} makes, and what became of
 * their newest pictures. Who counts never waits for it. Any thread may use it.
 */
public final class LiveCounts implements AutoCloseable {
  private static final int MOST_WAITING = 8192;
  private static final int BETWEEN_READINGS = 200;

  /** As many seconds are shown. */
  static final int SECONDS = RecentSeconds.KEPT;

  /** How often what was counted is to be taken in. */
  public static final Duration READ_EVERY = Duration.ofMillis(BETWEEN_READINGS);

  private final CountHub hub;
  private final SiteCounts seconds;
  private final Elsewhere elsewhere;
  private final RemoteViews views;
  private final RemotePictures pictures;
  private final RemoteSeconds remoteSeconds = new RemoteSeconds();
  private final CountHub.Reader reader;
  private final LongSupplier nanos;
  private final Map<CameraId, Book> books = new HashMap<>();
  private final Heats heats = new Heats();

  // Guarded by this.
  private @Nullable AllCameras all;
  private long allNanos;
  private long allChanges;
  private @Nullable SiteState allSite;

  /** Of a camera's newest pictures. */
  private static final class Book {
    int width;
    int height;
    @Nullable String trouble;
  }

  /**
   * Of a node that asks no others.
   *
   * @param seconds of the same hub
   * @param elsewhere the cameras of other nodes
   * @param nanos the clock of both
   */
  public LiveCounts(CountHub hub, SiteCounts seconds, Elsewhere elsewhere, LongSupplier nanos) {
    this(hub, seconds, elsewhere, OtherNodes.NONE, false, nanos);
  }

  /**
   * @param seconds of the same hub
   * @param elsewhere the cameras of other nodes
   * @param others are asked for how these look
   * @param isWithJpeg whether pictures are shown
   * @param nanos the clock of both
   */
  LiveCounts(
      CountHub hub,
      SiteCounts seconds,
      Elsewhere elsewhere,
      OtherNodes others,
      boolean isWithJpeg,
      LongSupplier nanos) {
    this.hub = hub;
    this.seconds = seconds;
    this.elsewhere = elsewhere;
    this.views = new RemoteViews(elsewhere, others, nanos);
    this.pictures = new RemotePictures(elsewhere, others, isWithJpeg, nanos);
    this.nanos = nanos;
    this.reader = hub.reader("page", MOST_WAITING, () -> {});
  }

  /** Takes in what was answered since. */
  public synchronized void read() {
    for (Counted counted : reader.take()) {
      take(books.computeIfAbsent(counted.camera(), camera -> new Book()), counted);
    }
    List<CameraElsewhere> others = elsewhere.cameras();
    remoteSeconds.add(others, nanos.getAsLong());
    Set<CameraId> known = new HashSet<>();
    hub.cameras().forEach(it -> known.add(it.camera()));
    books.keySet().retainAll(known);
    others.forEach(it -> known.add(it.camera()));
    heats.retain(known);
  }

  /** Asks other nodes for what somebody looks at; waits for them. To be called each second. */
  void fetch() {
    views.fetch();
    pictures.fetch();
  }

  private static void take(Book book, Counted counted) {
    if (counted.reply() instanceof DensityMap) {
      book.width = counted.frame().width();
      book.height = counted.frame().height();
      book.trouble = null;
    } else if (counted.reply() instanceof Skipped skipped) {
      book.trouble = skipped.sentence();
    }
  }

  /** What a caller is told of each second. */
  record Now(List<CameraState> cameras, List<GroupState> groups) {}

  /** The cameras that this caller may see, by name, and the groups' sums of those. */
  Now now(Principal who) {
    return update(who).now();
  }

  /** The same, which all who may see the same are sent. */
  Update update(Principal who) {
    return all().of(who);
  }

  /** The cameras that other nodes count, of those that this caller may see. */
  public List<CameraState> elsewhere(Principal who) {
    return now(who).cameras().stream().filter(it -> it.countedBy().isPresent()).toList();
  }

  // What is counted is taken in no more often than that; whoever changes something sees it at once.
  private synchronized AllCameras all() {
    long now = nanos.getAsLong();
    long changes = seconds.changes();
    boolean isOld = now - allNanos >= READ_EVERY.toNanos() || changes != allChanges;
    if (all == null || isOld || allSite != seconds.site()) {
      CameraStates states = new CameraStates(seconds, views, now);
      List<AllCameras.One> cameras =
          seen()
              .map(
                  it ->
                      new AllCameras.One(
                          it.camera(), states.of(it, picture(it.camera())), states.people(it)))
              .toList();
      all = new AllCameras(cameras, seconds.site().wide());
      allNanos = now;
      allChanges = changes;
      allSite = seconds.site();
    }
    return all;
  }

  /** Those that this node counts, for other nodes. */
  synchronized List<CameraState> own() {
    CameraStates states = new CameraStates(seconds, views, nanos.getAsLong());
    return hub.cameras().stream().map(it -> states.of(it, picture(it.camera()))).toList();
  }

  /** One of them; of one that is not known here only what people have said of it. */
  public synchronized CameraState state(CameraId camera) {
    CameraStates states = new CameraStates(seconds, views, nanos.getAsLong());
    return seen()
        .filter(it -> it.camera().equals(camera))
        .findFirst()
        .map(it -> states.of(it, picture(camera)))
        .orElseGet(() -> states.away(camera));
  }

  private Stream<Seen> seen() {
    return Seen.all(hub, elsewhere, seconds.site().placed(), nanos.getAsLong()).stream();
  }

  private CameraStates.Picture picture(CameraId camera) {
    Book book = books.getOrDefault(camera, new Book());
    return new CameraStates.Picture(book.width, book.height, book.trouble);
  }

  /** The last minutes of each camera that this caller may see, a value a second; null: a gap. */
  Map<String, List<@Nullable Double>> recent(Principal who) {
    Map<String, List<@Nullable Double>> recent = new TreeMap<>();
    seen()
        .filter(it -> who.sees(it.camera()))
        .forEach(it -> recent.put(it.camera().toString(), recent(it)));
    return recent;
  }

  private List<@Nullable Double> recent(Seen seen) {
    double[] all =
        seen.here().isPresent()
            ? seconds.recent(Series.of(seen.camera()), SECONDS)
            : remoteSeconds.of(seen.camera(), SECONDS);
    List<@Nullable Double> recent = new ArrayList<>(SECONDS);
    for (double people : all) {
      recent.add(Double.isNaN(people) ? null : Rounded.tenth(people));
    }
    return recent;
  }

  /**
   * Has a camera that is away not be known any more.
   *
   * @throws Problem 409 where it is connected, or another node knows it still
   */
  public void forget(CameraId camera) {
    boolean isConnected =
        seen()
            .filter(it -> it.camera().equals(camera))
            .anyMatch(
                it ->
                    it.here().filter(CameraNow::isConnected).isPresent()
                        || it.there().filter(other -> other.status().isConnected()).isPresent());
    if (isConnected) {
      throw Problem.of(
          409, "It is connected: stop it, or take it out of its edge node's settings first.");
    }
    hub.forget(camera);
    seconds.forget(camera);
    elsewhere.forget(camera);
    synchronized (this) {
      all = null;
    }
    elsewhere.cameras().stream()
        .filter(it -> it.camera().equals(camera))
        .findFirst()
        .ifPresent(
            other -> {
              throw Problem.of(
                  409,
                  "It is removed here, and known at the GPU node %s: remove it on that node's page."
                      .formatted(other.node()));
            });
  }

  /**
   * The camera's newest count with its picture, while it is connected. Where another node counts it
   * that is fetched, and there within two seconds.
   */
  public Optional<Counted> latest(CameraId camera) {
    return hub.latest(camera).or(() -> pictures.latest(camera));
  }

  /** The same with a picture, unless it is too old to be taken for the present one. */
  Optional<Counted> present(CameraId camera) {
    return latest(camera).filter(it -> !it.frame().jpeg().isEmpty()).filter(this::isCurrent);
  }

  /** Whether a camera's newest count may still be taken for the present one. */
  public boolean isCurrent(Counted newest) {
    long age = nanos.getAsLong() - newest.arrivedNanos();
    return Freshness.of(age, intervalNanos(newest.camera())) != Freshness.SILENT;
  }

  private OptionalLong intervalNanos(CameraId camera) {
    Optional<OptionalLong> here = hub.camera(camera).map(CameraNow::intervalNanos);
    return here.or(
            () ->
                elsewhere.cameras().stream()
                    .filter(it -> it.camera().equals(camera))
                    .map(it -> it.status().intervalNanos())
                    .findFirst())
        .orElse(OptionalLong.empty());
  }

  /** The same, once other nodes were asked for it where one of them counts it. */
  CompletionStage<Optional<Counted>> presentSoon(CameraId camera) {
    return hub.latest(camera).isPresent()
        ? CompletableFuture.completedFuture(present(camera))
        : pictures.soon(camera).thenApply(any -> present(camera));
  }

  /** Where people are in a count's picture, masks left out. */
  HeatBytes heat(CameraId camera, DensityMap map) {
    return heats.of(camera, map, seconds.site().camera(camera).zones());
  }

  long ageMillis(Counted counted) {
    return millis(nanos.getAsLong() - counted.arrivedNanos());
  }

  /**
   * The camera that the call's path names: one that is known, or of which something is kept.
   *
   * @throws Problem 404 where there is none, or the caller may not know of it
   */
  public CameraId visible(Call call) {
    return Subscription.camera(call.segments().get(0), call.segments().get(1))
        .filter(call.signedIn()::sees)
        .filter(this::isKnown)
        .orElseThrow(() -> Problem.of(404, "There is no such camera."));
  }

  private boolean isKnown(CameraId camera) {
    return hub.camera(camera).isPresent()
        || seconds.site().placed().contains(camera)
        || elsewhere.cameras().stream().anyMatch(it -> it.camera().equals(camera))
        || elsewhere.missed().stream().anyMatch(it -> it.camera().equals(camera));
  }

  private static long millis(long nanoseconds) {
    return Math.max(0, Duration.ofNanos(nanoseconds).toMillis());
  }

  @Override
  public void close() {
    reader.close();
  }
}
