package throng.edge.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import throng.common.console.Console;
import throng.edge.output.Outage.Retry;
import throng.streams.frame.Mode;

/** What the outputs of a process share: how files are begun, a clock, and whom they tell. */
final class OutputFiles {
  private final FileSettings settings;
  private final Console console;
  private final InstantSource clock;
  private final Instant start;
  private final AtomicBoolean incomplete = new AtomicBoolean();

  OutputFiles(FileSettings settings, Console console, InstantSource clock) {
    this.settings = settings;
    this.console = console;
    this.clock = clock;
    this.start = clock.instant();
  }

  boolean overwrite() {
    return settings.overwrite();
  }

  /** Whether a file that the user asked for lacks something. */
  boolean isIncomplete() {
    return incomplete.get();
  }

  Retry retry() {
    return new Retry(settings.retryAfter(), clock);
  }

  FileSeries recordings(FileName name) {
    return series("--record", name, settings.recordEvery());
  }

  FileSeries rows(FileName name) {
    return series("--csv", name, settings.csvEvery());
  }

  /** The first row of files of rows. */
  String columns() {
    return settings.countsEvery().isPresent() ? IntervalRows.HEADER : CsvRow.HEADER;
  }

  /**
   * Writes the rows of one camera.
   *
   * @param model what counted the frame of a number
   */
  View rowsOf(String camera, LongFunction<String> model, Mode mode, CsvFile file) {
    return settings
        .countsEvery()
        .<View>map(
            every ->
                new IntervalRows(camera, new IntervalClock(every, mode), model, file, clock, start))
        .orElseGet(() -> new FrameRows(camera, model, file, CsvRow.time(start)));
  }

  /**
   * Who says what goes wrong with a file or folder.
   *
   * @param outcomes what is missing in it: rows, say
   */
  ViewListener listener(String option, Path file, String outcomes, Retry retry) {
    return new ToldListener(
        console,
        new ToldListener.Output(option + " " + file, outcomes, again(retry), true),
        () -> incomplete.set(true));
  }

  /** The same for a window. */
  ViewListener listener(String option) {
    return new ToldListener(
        console,
        new ToldListener.Output(option, "pictures", again(Retry.AT_ONCE), false),
        () -> {});
  }

  /** Why a file could not be written, for the user. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "its folder is not there";
    }
    return e instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }

  private FileSeries series(String option, FileName name, Optional<Duration> every) {
    String output = option + " " + name.path() + ": ";
    return new FileSeries(
        name, every, settings, clock, sentence -> console.line(output + sentence));
  }

  private static String again(Retry retry) {
    Duration after = retry.after();
    if (after.isZero()) {
      return "It is tried again with the next picture.";
    }
    String time =
        after.toMillis() % 1000 == 0 ? after.toSeconds() + " s" : after.toMillis() + " ms";
    return "It is tried again every " + time + ".";
  }
}
