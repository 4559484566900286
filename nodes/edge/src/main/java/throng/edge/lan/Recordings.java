package throng.edge.lan;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import throng.edge.output.FileName;

/**
 * The files that one run writes to, one after another: none takes the place of an earlier one, or
 * of what exists.
 */
final class Recordings {
  private final Optional<Path> named;
  private final boolean overwrite;
  private int begun;

  /**
   * @param named the first recording; empty: each is named after the moment
   * @param overwrite files that exist before the run
   */
  Recordings(Optional<Path> named, boolean overwrite) {
    this.named = named;
    this.overwrite = overwrite;
  }

  /** Where a single picture is kept that is to be kept in {@code file}. */
  Path snapshot(Path file) {
    return new FileName(file).free(overwrite);
  }

  /**
   * The next file: {@code out.avi}, {@code out-2.avi}, or {@code video_stream_<milliseconds>.avi}.
   */
  Path next(long millis) {
    if (named.isEmpty()) {
      return new FileName(Path.of("video_stream_" + millis + ".avi")).free(overwrite);
    }
    Path file;
    do {
      begun++;
      file = new FileName(named.get()).numbered(begun);
    } while (!overwrite && Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    return file;
  }
}
