package throng.edge.lan;

import java.nio.file.Path;
import java.util.Optional;

/** The files that one run records to, one after another: none takes an earlier one's place. */
final class Recordings {
  private final Optional<Path> named;
  private int begun;

  /**
   * @param named the first file; empty: each is named after the moment
   */
  Recordings(Optional<Path> named) {
    this.named = named;
  }

  /**
   * The next file: {@code out.avi}, {@code out-2.avi}, or {@code video_stream_<milliseconds>.avi}.
   */
  Path next(long millis) {
    begun++;
    if (named.isEmpty()) {
      return Path.of("video_stream_" + millis + ".avi");
    }
    Path file = named.get();
    if (begun == 1) {
      return file;
    }
    String name = String.valueOf(file.getFileName());
    int point = name.lastIndexOf('.');
    String stem = point > 0 ? name.substring(0, point) : name;
    return file.resolveSibling(stem + "-" + begun + (point > 0 ? name.substring(point) : ""));
  }
}
