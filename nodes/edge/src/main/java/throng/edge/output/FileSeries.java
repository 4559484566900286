package throng.edge.output;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files of one output, one after another: none takes the place of what exists, but for the
 * first one where that is wanted. One thread at a time.
 */
final class FileSeries {
  private static final int MOST = 1_000_000;
  private static final int SECONDS_AHEAD = 3600;
  private static final Duration TIDIED_EVERY = Duration.ofMinutes(1);

  private final FileName name;
  private final Optional<Duration> every;
  private final boolean overwrite;
  private final Retention retention;
  private final InstantSource clock;
  private final Consumer<String> says;
  private @Nullable Path current;
  private @Nullable Path told;
  private int number;
  private long period;
  private Instant tidied = Instant.EPOCH;
  private boolean undeletable;

  /**
   * @param every a new file begins at each whole one of these times; empty: only where it must
   * @param says told where the files go, where that is not their name, and which were deleted
   */
  FileSeries(
      FileName name,
      Optional<Duration> every,
      FileSettings settings,
      InstantSource clock,
      Consumer<String> says) {
    this.name = name;
    this.every = every;
    this.overwrite = settings.overwrite();
    this.retention = Retention.of(settings);
    this.clock = clock;
    this.says = says;
  }

  /** Whether the clock asks for the next file. */
  boolean isOver() {
    return current != null && period(clock.instant()) != period;
  }

  /** The next file, which is there and empty; or the one that is to be overwritten. */
  Path next() throws IOException {
    return next(file -> false);
  }

  /** The same, or a file of the present period that is there already, and that is taken. */
  Path first(Predicate<Path> takes) throws IOException {
    return next(file -> isOfThisPeriod(file) && takes.test(file));
  }

  /** Gives a file back that nothing could be written to. */
  void giveBack(Path file) {
    current = null;
    number = Math.max(0, number - 1);
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0) {
        Files.delete(file);
      }
    } catch (IOException harmless) {
      // An empty file more.
    }
  }

  /** Called about once a second: deletes what is not to be kept. */
  void everySecond() {
    Instant now = clock.instant();
    if (!now.isBefore(tidied.plus(TIDIED_EVERY)) || now.isBefore(tidied)) {
      tidy(now);
    }
  }

  private Path next(Predicate<Path> takes) throws IOException {
    Instant now = clock.instant();
    Path file = begin(now, takes);
    period = period(now);
    current = file;
    // A file that is given back, since the disk is full, is the next one again.
    if (!file.equals(name.path()) && !file.equals(told)) {
      told = file;
      says.accept("goes to " + file + ".");
    }
    tidy(now);
    return file;
  }

  private Path begin(Instant now, Predicate<Path> takes) throws IOException {
    if (name.isStream()) {
      return name.path();
    }
    return name.isDated() ? dated(now) : numbered(takes);
  }

  private Path numbered(Predicate<Path> takes) throws IOException {
    while (number < MOST) {
      number++;
      Path file = name.numbered(number);
      if (created(file) || (overwrite && number == 1) || takes.test(file)) {
        return file;
      }
    }
    throw new IOException("there are too many files of this name");
  }

  // Two of the same second would share a name: the later one is dated a second on.
  private Path dated(Instant now) throws IOException {
    for (int ahead = 0; ahead < SECONDS_AHEAD; ahead++) {
      Path file = name.at(now.plusSeconds(ahead));
      if (created(file)) {
        return file;
      }
    }
    throw new IOException("there are too many files of this moment");
  }

  private static boolean created(Path file) throws IOException {
    try {
      Files.createFile(file);
      return true;
    } catch (FileAlreadyExistsException isThere) {
      return false;
    }
  }

  private boolean isOfThisPeriod(Path file) {
    try {
      return every.isEmpty()
          || period(Files.getLastModifiedTime(file).toInstant()) == period(clock.instant());
    } catch (IOException unknown) {
      return false;
    }
  }

  private long period(Instant moment) {
    return every.map(it -> Math.floorDiv(moment.toEpochMilli(), it.toMillis())).orElse(0L);
  }

  private void tidy(Instant now) {
    tidied = now;
    Path written = current;
    if (written == null) {
      return;
    }
    try {
      retention.tidy(name, written, now).forEach(file -> says.accept("deleted " + file + "."));
      undeletable = false;
    } catch (IOException e) {
      if (!undeletable) {
        undeletable = true;
        says.accept("what is not to be kept cannot be deleted (" + e.getMessage() + ").");
      }
    }
  }
}
