package throng.edge.lan;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.common.console.Console;
import throng.edge.output.JpegWindow;
import throng.edge.output.PictureFilm;
import throng.streams.log.Reason;

/** What becomes of the pictures: window, recording, files. One thread, which may block. */
final class Pictures {
  private final Console console;
  private final Recordings recordings;
  private final int framesPerSecond;
  private final @Nullable JpegWindow window;
  private @Nullable ByteString newest;
  private @Nullable PictureFilm film;
  private boolean films;
  private boolean incomplete;

  /**
   * @param window null: none
   */
  Pictures(
      Console console, Recordings recordings, int framesPerSecond, @Nullable JpegWindow window) {
    this.console = console;
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
    try {
      if (film == null) {
        Path file = recordings.next(System.currentTimeMillis());
        film = new PictureFilm(file, framesPerSecond);
        console.line("Recording to " + file + ".");
      }
      return film.add(jpeg, System.nanoTime());
    } catch (IOException e) {
      unwritable(film == null ? "The recording" : film.file().toString(), e);
      endFilm();
      return true;
    }
  }

  /** Closes the recording, so that it plays. */
  void endFilm() {
    films = false;
    PictureFilm ending = film;
    film = null;
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
    Path file = named.orElseGet(() -> Path.of("snapshot_" + System.currentTimeMillis() + ".jpg"));
    try {
      Files.write(file, newest.toArrayUnsafe());
      console.line("Kept in " + file + ".");
    } catch (IOException e) {
      unwritable(file.toString(), e);
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
