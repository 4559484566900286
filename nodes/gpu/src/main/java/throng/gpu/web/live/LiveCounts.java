package throng.gpu.web.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import throng.actors.counts.live.SiteCounts;
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
  private final CountHub.Reader reader;
  private final LongSupplier nanos;
  private final Map<CameraId, Book> books = new HashMap<>();
  private final Heats heats = new Heats();

  /** Of a camera's newest pictures. */
  private static final class Book {
    int width;
    int height;
    @Nullable String trouble;
  }

  /**
   * @param seconds of the same hub
   * @param elsewhere the cameras of other nodes
   * @param nanos the clock of both
   */
  public LiveCounts(CountHub hub, SiteCounts seconds, Elsewhere elsewhere, LongSupplier nanos) {
    this.hub = hub;
    this.seconds = seconds;
    this.elsewhere = elsewhere;
    this.nanos = nanos;
    this.reader = hub.reader("page", MOST_WAITING, () -> {});
  }

  /** Takes in what was answered since. */
  public synchronized void read() {
    for (Counted counted : reader.take()) {
      take(books.computeIfAbsent(counted.camera(), camera -> new Book()), counted);
    }
    Set<CameraId> known = new HashSet<>();
    hub.cameras().forEach(it -> known.add(it.camera()));
    books.keySet().retainAll(known);
    heats.retain(known);
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
  synchronized Now now(Principal who) {
    CameraStates states = new CameraStates(seconds, nanos.getAsLong());
    List<Seen> visible = seen().filter(it -> who.sees(it.camera())).toList();
    return new Now(
        visible.stream().map(it -> states.of(it, picture(it.camera()))).toList(),
        states.groups(visible));
  }

  /** One of them; of one that is not known here only what people have said of it. */
  public synchronized CameraState state(CameraId camera) {
    CameraStates states = new CameraStates(seconds, nanos.getAsLong());
    return seen()
        .filter(it -> it.camera().equals(camera))
        .findFirst()
        .map(it -> states.of(it, picture(camera)))
        .orElseGet(() -> states.away(camera));
  }

  private Stream<Seen> seen() {
    return Seen.all(hub, elsewhere).stream();
  }

  private CameraStates.Picture picture(CameraId camera) {
    Book book = books.getOrDefault(camera, new Book());
    return new CameraStates.Picture(book.width, book.height, book.trouble);
  }

  /** The last minutes of each camera that this caller may see, a value a second; null: a gap. */
  Map<String, List<@Nullable Double>> recent(Principal who) {
    Map<String, List<@Nullable Double>> recent = new TreeMap<>();
    for (CameraNow now : hub.cameras()) {
      if (who.sees(now.camera())) {
        recent.put(now.camera().toString(), recent(now.camera()));
      }
    }
    return recent;
  }

  private List<@Nullable Double> recent(CameraId camera) {
    List<@Nullable Double> recent = new ArrayList<>(SECONDS);
    for (double people : seconds.recent(Series.of(camera), SECONDS)) {
      recent.add(Double.isNaN(people) ? null : Rounded.tenth(people));
    }
    return recent;
  }

  /** The camera's newest count with its picture, while it is connected. */
  public Optional<Counted> latest(CameraId camera) {
    return hub.latest(camera);
  }

  /** The same, unless it is too old to be taken for the present one. */
  Optional<Counted> present(CameraId camera) {
    long now = nanos.getAsLong();
    return latest(camera)
        .filter(
            any ->
                hub.camera(camera).filter(it -> it.freshness(now) != Freshness.SILENT).isPresent());
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
    return seconds.site().cameras().containsKey(camera)
        || seen().anyMatch(it -> it.camera().equals(camera));
  }

  private static long millis(long nanoseconds) {
    return Math.max(0, Duration.ofNanos(nanoseconds).toMillis());
  }

  @Override
  public void close() {
    reader.close();
  }
}
