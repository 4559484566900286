package throng.gpu.web.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.CameraNow;
import throng.actors.counts.CountHub;
import throng.actors.counts.Counted;
import throng.gpu.web.access.Principal;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.Skipped;

/**
 * What the page shows of the cameras: counts smoothed over a second, and those of the last minutes.
 * Who counts never waits for it. Any thread may use it.
 */
public final class LiveCounts implements AutoCloseable {
  private static final int MOST_WAITING = 8192;
  private static final int BETWEEN_READINGS = 200;

  /** How often what was counted is to be taken in. */
  public static final Duration READ_EVERY = Duration.ofMillis(BETWEEN_READINGS);

  private final CountHub hub;
  private final CountHub.Reader reader;
  private final LongSupplier nanos;
  private final Map<CameraId, Book> books = new HashMap<>();

  private static final class Book {
    final Recent recent = new Recent();
    final SecondSum second = new SecondSum();
    OptionalDouble shown = OptionalDouble.empty();
    int width;
    int height;
    @Nullable String trouble;
  }

  /**
   * @param nanos the clock of the hub
   */
  public LiveCounts(CountHub hub, LongSupplier nanos) {
    this.hub = hub;
    this.nanos = nanos;
    this.reader = hub.reader("page", MOST_WAITING, () -> {});
  }

  /**
   * Takes in what was counted since.
   *
   * @param epochSecond that of now
   */
  public synchronized void read(long epochSecond) {
    for (Counted counted : reader.take()) {
      take(books.computeIfAbsent(counted.camera(), camera -> new Book()), counted);
    }
    Set<CameraId> known = new HashSet<>();
    hub.cameras().forEach(it -> known.add(it.camera()));
    books.keySet().retainAll(known);
    books.values().forEach(book -> closeSecond(book, epochSecond));
  }

  private static void take(Book book, Counted counted) {
    if (counted.reply() instanceof DensityMap map) {
      closeSecond(book, Math.floorDiv(counted.answeredMillis(), 1000L));
      book.second.add(Math.floorDiv(counted.answeredMillis(), 1000L), map.count());
      book.width = counted.frame().width();
      book.height = counted.frame().height();
      book.trouble = null;
    } else if (counted.reply() instanceof Skipped skipped) {
      book.trouble = skipped.sentence();
    }
  }

  private static void closeSecond(Book book, long now) {
    if (book.second.isBefore(now)) {
      double mean = book.second.mean();
      book.recent.add(book.second.epochSecond(), mean);
      book.shown = OptionalDouble.of(mean);
      book.second.clear();
    }
  }

  /** The cameras that this caller may see, by name. */
  synchronized List<CameraState> states(Principal who) {
    long now = nanos.getAsLong();
    List<CameraState> states = new ArrayList<>();
    for (CameraNow camera : hub.cameras()) {
      if (who.sees(camera.camera())) {
        states.add(state(camera, now));
      }
    }
    return states;
  }

  private CameraState state(CameraNow now, long nanos) {
    Book book = books.getOrDefault(now.camera(), new Book());
    Optional<CameraNow.LastCount> last = now.last();
    Optional<Double> raw = last.map(it -> Rounded.tenth(it.people()));
    Optional<Double> shown =
        book.shown.isPresent() ? Optional.of(Rounded.tenth(book.shown.getAsDouble())) : raw;
    return new CameraState(
        now.camera().toString(),
        now.isConnected(),
        shown,
        raw,
        last.map(it -> millis(nanos - it.arrivedNanos())),
        last.map(CameraNow.LastCount::answeredMillis),
        now.intervalNanos().isPresent()
            ? Optional.of(millis(now.intervalNanos().getAsLong()))
            : Optional.empty(),
        Optional.of(book.width).filter(it -> it > 0),
        Optional.of(book.height).filter(it -> it > 0),
        Optional.ofNullable(book.trouble));
  }

  /** The last minutes of each camera that this caller may see, a value a second. */
  synchronized Map<String, List<@Nullable Double>> recent(Principal who, long epochSecond) {
    Map<String, List<@Nullable Double>> recent = new TreeMap<>();
    books.forEach(
        (camera, book) -> {
          if (who.sees(camera)) {
            recent.put(camera.toString(), book.recent.upTo(epochSecond - 1));
          }
        });
    return recent;
  }

  /** The camera's newest count with its picture, while it is connected. */
  Optional<Counted> latest(CameraId camera) {
    return hub.latest(camera);
  }

  long ageMillis(Counted counted) {
    return millis(nanos.getAsLong() - counted.arrivedNanos());
  }

  /**
   * The camera that the call's path names.
   *
   * @throws Problem 404 where there is none, or the caller may not know of it
   */
  CameraId visible(Call call) {
    return Subscription.camera(call.segments().get(0), call.segments().get(1))
        .filter(call.signedIn()::sees)
        .filter(camera -> hub.cameras().stream().anyMatch(it -> it.camera().equals(camera)))
        .orElseThrow(() -> Problem.of(404, "There is no such camera."));
  }

  private static long millis(long nanoseconds) {
    return Math.max(0, Duration.ofNanos(nanoseconds).toMillis());
  }

  @Override
  public void close() {
    reader.close();
  }
}
