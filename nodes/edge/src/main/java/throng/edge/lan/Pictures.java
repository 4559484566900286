package throng.edge.lan;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import throng.common.console.Console;
import throng.edge.output.JpegWindow;
import throng.edge.output.PictureFilm;
import throng.edge.output.window.Caption;
import throng.streams.log.Reason;

/** What becomes of the pictures: window, recording, files. One thread, which may block. */
final class Pictures {
  private static final Duration REST = Duration.ofSeconds(10);

  private final Console console;
  private final Recordings recordings;
  private final int framesPerSecond;
  private final @Nullable JpegWindow window;
  private final LongSupplier nanos;
  private @Nullable ByteString newest;
  private @Nullable PictureFilm film;
  private boolean films;
  private boolean incomplete;
  private boolean rests;
  private long failedAt;
  private long missing;

  /**
   * @param window null: none
   * @param nanos a clock like {@link System#nanoTime}
   */
  Pictures(
      Console console,
      Recordings recordings,
      int framesPerSecond,
      @Nullable JpegWindow window,
      LongSupplier nanos) {
    this.console = console;
    this.nanos = nanos;
    this.recordings = recordings;
    this.framesPerSecond = framesPerSecond;
    this.window = window;
  }

  /** Whether a file could not be written. */
  boolean isIncomplete() {
    return incomplete;
  }

  boolean hasWindow() {
    return window != null;
  }

  /** The next picture of a stream begins a recording. */
  void beginFilm() {
    films = true;
  }

  /**
   * A picture that was asked for.
   *
   * @return false: it cannot be decoded, and so not be shown
   */
  boolean single(ByteString jpeg) {
    newest = jpeg;
    return window == null || window.show(jpeg);
  }

  /**
   * A picture of a stream.
   *
   * @return false: it cannot be decoded, and so be neither shown nor recorded
   */
  boolean ofStream(ByteString jpeg) {
    boolean isShown = single(jpeg);
    return films ? isRecorded(jpeg) : isShown;
  }

  private boolean isRecorded(ByteString jpeg) {
    long now = nanos.getAsLong();
    if (rests && now - failedAt < REST.toNanos()) {
      missing++;
      return true;
    }
    PictureFilm to = film == null ? new PictureFilm(nextFile(), framesPerSecond) : film;
    film = to;
    try {
      boolean isTaken = to.add(jpeg, now);
      goesOn(to);
      return isTaken;
    } catch (IOException e) {
      failed(to, e, now);
      return true;
    }
  }

  private Path nextFile() {
    Path file = recordings.next(System.currentTimeMillis());
    if (!rests) {
      console.line("Recording to " + file + ".");
    }
    return file;
  }

  private void goesOn(PictureFilm to) {
    if (rests && to.hasBegun()) {
      rests = false;
      console.error("Recording again, to " + to.file() + "; " + missing + " pictures are missing.");
      missing = 0;
    }
  }

  // A disk that is full for a moment does not end the recording: it goes on in another file.
  private void failed(PictureFilm to, IOException why, long now) {
    if (!rests) {
      unwritable(to.file().toString(), why);
    }
    rests = true;
    failedAt = now;
    missing++;
    film = null;
    try {
      to.close();
    } catch (IOException failedBefore) {
      // What failed first is what is told.
    }
  }

  /** Closes the recording, so that it plays. */
  void endFilm() {
    films = false;
    PictureFilm ending = film;
    film = null;
    if (rests) {
      rests = false;
      console.error(missing + " pictures are missing at the recording's end.");
      missing = 0;
    }
    if (ending == null) {
      return;
    }
    try {
      ending.close();
      tellRecorded(ending);
    } catch (IOException e) {
      if (!incomplete) {
        unwritable(ending.file().toString(), e);
      }
    }
  }

  private void tellRecorded(PictureFilm ended) {
    if (ended.undecodable() > 0) {
      incomplete = true;
      console.error(
          ended.file()
              + (ended.hasBegun() ? " lacks " : " was not written, for lack of ")
              + ended.undecodable()
              + " pictures that cannot be decoded.");
    }
    if (ended.hasBegun()) {
      console.line("Recorded to " + ended.file() + ".");
    }
  }

  /** Writes the newest picture to a file. */
  void keep(Optional<Path> named) {
    if (newest == null) {
      console.line("No picture has come yet.");
      return;
    }
    Path file =
        recordings.snapshot(
            named.orElseGet(() -> Path.of("snapshot_" + System.currentTimeMillis() + ".jpg")));
    try {
      Files.write(file, newest.toArrayUnsafe());
      console.line("Kept in " + file + ".");
    } catch (IOException e) {
      unwritable(file.toString(), e);
    }
  }

  /** Has the window say something. */
  void say(Caption caption) {
    if (window != null) {
      window.say(caption);
    }
  }

  /** Closes the window until the next picture. */
  void hide() {
    if (window != null) {
      window.hide();
    }
  }

  void close() {
    endFilm();
    if (window != null) {
      window.close();
    }
  }

  private void unwritable(String file, IOException why) {
    incomplete = true;
    boolean noFolder =
        why instanceof java.nio.file.NoSuchFileException
            || why instanceof java.io.FileNotFoundException;
    console.error(
        file
            + ": cannot be written ("
            + (noFolder ? "its folder is not there, or may not be written to" : Reason.of(why))
            + ").");
  }
}
