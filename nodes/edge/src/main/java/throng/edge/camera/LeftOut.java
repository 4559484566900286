package throng.edge.camera;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once of a folder what of it is not counted, by name and number. */
final class LeftOut {
  private static final Logger LOG = LoggerFactory.getLogger(LeftOut.class);
  private static final int NAMED = 10;

  private final CameraSpec.Pictures spec;
  private final List<String> morePictures = new ArrayList<>();
  private long laterPictures;
  private boolean begun;
  private boolean ended;

  LeftOut(CameraSpec.Pictures spec) {
    this.spec = spec;
  }

  /** The folder is opened, perhaps again. */
  void begun() {
    List<Path> files = spec.leftOut();
    if (!begun && !files.isEmpty()) {
      LOG.warn(
          "{}: {} left out, since the name's ending is no picture's, or it is no file: {}.",
          spec.redacted(),
          files.size() == 1 ? "1 file is" : files.size() + " files are",
          named(files.stream().map(file -> String.valueOf(file.getFileName())).toList()));
    }
    begun = true;
  }

  /** A file holds {@code pictures}, of which only the first is counted. */
  void holds(String name, int pictures) {
    if (!ended && pictures > 1) {
      morePictures.add(name + " (" + (pictures - 1) + ")");
      laterPictures += pictures - 1;
    }
  }

  /** The folder has been read to its end, perhaps again. */
  void ended() {
    if (!ended && !morePictures.isEmpty()) {
      LOG.warn(
          "{}: {} left out, since only a file's first one is counted (a page, an animation): {}.",
          spec.redacted(),
          laterPictures == 1 ? "1 picture is" : laterPictures + " pictures are",
          named(morePictures));
    }
    ended = true;
  }

  private static String named(List<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
  }
}
