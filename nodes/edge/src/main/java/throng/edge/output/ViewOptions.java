package throng.edge.output;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user asked to see or keep.
 *
 * @param show a window a camera
 * @param windows two windows a camera: the picture, and the map alone
 * @param record a video file
 * @param maps a folder for maps
 * @param csv a file for rows
 */
public record ViewOptions(
    boolean show, boolean windows, Optional<Path> record, Optional<Path> maps, Optional<Path> csv) {

  /** How many files or folders of pictures each camera has. */
  int files() {
    return (record.isPresent() ? 1 : 0) + (maps.isPresent() ? 1 : 0);
  }
}
