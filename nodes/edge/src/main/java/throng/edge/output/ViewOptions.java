package throng.edge.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * The files and folders that are written.
   *
   * @param cameras their names; each of several has files of its own
   */
  public List<OutputCheck.Named> outputs(List<String> cameras) {
    List<OutputCheck.Named> outputs = new ArrayList<>();
    csv.ifPresent(file -> outputs.add(named("--csv", file, file)));
    maps.ifPresent(folder -> outputs.add(named("--maps", folder, folder)));
    for (String camera : cameras) {
      record.ifPresent(
          file ->
              outputs.add(
                  named(
                      "--record",
                      file,
                      cameras.size() > 1 ? new FileName(file).ofCamera(camera).path() : file)));
      if (cameras.size() > 1) {
        maps.ifPresent(folder -> outputs.add(named("--maps", folder, folder.resolve(camera))));
      }
    }
    return outputs;
  }

  private static OutputCheck.Named named(String option, Path said, Path written) {
    return new OutputCheck.Named(option + " " + said, written);
  }

  /** How many files or folders of pictures each camera has. */
  int files() {
    return (record.isPresent() ? 1 : 0) + (maps.isPresent() ? 1 : 0);
  }
}
