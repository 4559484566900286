package throng.gpu.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import throng.actors.counts.CameraNow;
import throng.actors.counts.CameraNow.LastCount;
import throng.actors.counts.CountHub;
import throng.actors.time.MonotonicClock;
import throng.streams.file.WholeFile;
import throng.streams.frame.CameraId;

/**
 * Keeps which cameras were counted, and how many people at last, so that one that does not come
 * back after the node was started anew is missed. A line each in the file {@code cameras}, the one
 * that was heard of last at the end. Blocks on the disk; one thread uses it.
 */
final class CameraFile {
  private static final long ANY_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long NEW_ONE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final String LEFT = "left";
  private static final int WORDS = 3;

  private final CountHub hub;
  private final Optional<WholeFile> file;
  private final MonotonicClock clock;
  private final InstantSource utc;
  private Set<CameraId> kept = Set.of();
  private String text = "";
  private long keptNanos;

  /**
   * @param folder empty: they last as long as the node
   */
  CameraFile(CountHub hub, Optional<Path> folder, MonotonicClock clock, InstantSource utc) {
    this.hub = hub;
    this.file = folder.map(it -> new WholeFile(it.resolve("cameras")));
    this.clock = clock;
    this.utc = utc;
    this.keptNanos = clock.nanos() - ANY_NANOS;
  }

  /** Tells the hub of those that a run before has counted. */
  void read() throws IOException {
    if (file.isPresent()) {
      text = file.get().read().orElse("");
      text.lines().forEach(this::remember);
      kept = known().stream().map(CameraNow::camera).collect(Collectors.toSet());
    }
  }

  // What is no such line is of another version, or was written by hand.
  private void remember(String line) {
    String[] words = line.strip().split(" ", -1);
    Optional<CameraId> camera = CameraId.parse(words[0]);
    if (camera.isEmpty() || words.length < WORDS) {
      return;
    }
    try {
      long millis = Long.parseLong(words[1]);
      double people = Double.parseDouble(words[2]);
      if (people >= 0 && Double.isFinite(people)) {
        long ago = TimeUnit.MILLISECONDS.toNanos(Math.max(0, utc.millis() - millis));
        long then = clock.nanos() - ago;
        boolean hasLeft = words.length > WORDS && words[WORDS].equals(LEFT);
        hub.remember(camera.get(), new LastCount(people, then, then, millis), hasLeft);
      }
    } catch (NumberFormatException none) {
      return;
    }
  }

  /**
   * Writes them, where they have changed and it is time; a new one, or one that was forgotten,
   * within seconds.
   *
   * @param isLast it is time
   */
  void keep(boolean isLast) throws IOException {
    List<CameraNow> known = known();
    Set<CameraId> cameras = new HashSet<>();
    known.forEach(it -> cameras.add(it.camera()));
    long since = clock.nanos() - keptNanos;
    boolean isDue = since >= (cameras.equals(kept) ? ANY_NANOS : NEW_ONE_NANOS);
    String now = known.stream().map(CameraFile::line).collect(Collectors.joining());
    if (file.isEmpty() || now.equals(text) || !(isDue || isLast)) {
      return;
    }
    keptNanos = clock.nanos();
    file.get().write(now);
    text = now;
    kept = cameras;
  }

  private List<CameraNow> known() {
    return hub.cameras().stream()
        .filter(it -> it.last().isPresent())
        .sorted(Comparator.comparingLong(CameraFile::millis))
        .toList();
  }

  private static long millis(CameraNow camera) {
    return camera.last().map(LastCount::answeredMillis).orElse(0L);
  }

  private static String line(CameraNow camera) {
    double people = camera.last().map(LastCount::people).orElse(0.0);
    String left = camera.hasLeft() ? " " + LEFT : "";
    return camera.camera() + " " + millis(camera) + " " + people + left + "\n";
  }
}
