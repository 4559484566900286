package throng.edge.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;

/**
 * A folder with three files for every picture that was counted: the coloured map, the overlay, and
 * the raw values. None is left where one of them cannot be written.
 */
public final class MapsFolder implements View {
  private static final int MOST = 1_000_000;
  private static final List<String> ENDINGS = List.of("_overlay.png", "_density.png", ".npy");

  private final Path folder;
  private final String camera;
  private final boolean overwrite;
  private final Overlay overlay;
  private final Set<String> taken = new HashSet<>();

  /**
   * The maps of {@code camera} go to {@code folder}, which must be there.
   *
   * @param overlay draws the pictures; closed with the folder
   * @param overwrite files of an earlier run
   */
  MapsFolder(Path folder, String camera, Overlay overlay, boolean overwrite) {
    this.overlay = overlay;
    this.folder = folder;
    this.camera = camera;
    this.overwrite = overwrite;
  }

  /** Whether a file of this name could be one of a map's. */
  static boolean names(Path file) {
    return ENDINGS.stream().anyMatch(String.valueOf(file.getFileName())::endsWith);
  }

  @Override
  public void show(Outcome outcome) throws IOException {
    if (!(outcome.reply() instanceof DensityMap map) || map.values().length == 0) {
      return;
    }
    Picture picture = outcome.frame().picture();
    List<Path> files = files(name(picture.name(), outcome.frame().sequence()));
    try {
      PngFile.write(files.get(0), overlay.drawWithBar(outcome));
      PngFile.write(files.get(1), overlay.jet(map));
      NpyFile.write(files.get(2), map);
    } catch (IOException e) {
      remove(files);
      throw e;
    }
  }

  /** The three files of that name, with a number behind it where it is taken. */
  private List<Path> files(String name) throws IOException {
    for (int number = 1; number < MOST; number++) {
      List<Path> files = resolved(number == 1 ? name : name + "-" + number);
      if (overwrite || files.stream().noneMatch(FileName::isTaken)) {
        return files;
      }
    }
    throw new IOException("there are too many maps named " + name);
  }

  private List<Path> resolved(String name) throws IOException {
    try {
      return ENDINGS.stream().map(ending -> folder.resolve(name + ending)).toList();
    } catch (InvalidPathException e) {
      throw new IOException(
          "the name " + name + " cannot be written in this locale; LC_ALL=C.UTF-8 lets it", e);
    }
  }

  private static void remove(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException stays) {
        // It is said already that this picture's maps are not whole.
      }
    }
  }

  /** The picture's name without its ending; with its number where that name is taken already. */
  private String name(String file, long sequence) {
    int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
    String last = file.substring(slash + 1);
    int point = last.lastIndexOf('.');
    String stem = point > 0 ? last.substring(0, point) : last;
    if (!stem.isEmpty() && taken.add(stem)) {
      return stem;
    }
    return String.format(Locale.ROOT, "%s_%06d", stem.isEmpty() ? camera : stem, sequence);
  }

  @Override
  public void close() {
    overlay.close();
  }
}
