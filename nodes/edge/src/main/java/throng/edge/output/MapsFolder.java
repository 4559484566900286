package throng.edge.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;

/**
 * A folder with three files for every picture that was counted: the coloured map, the overlay, and
 * the raw values.
 */
public final class MapsFolder implements View {
  private final Path folder;
  private final String camera;
  private final Overlay overlay = new Overlay();
  private final Set<String> taken = new HashSet<>();

  /** The maps of {@code camera} go to {@code folder}, which must be there. */
  public MapsFolder(Path folder, String camera) {
    this.folder = folder;
    this.camera = camera;
  }

  @Override
  public void show(Outcome outcome) throws IOException {
    if (!(outcome.reply() instanceof DensityMap map) || map.values().length == 0) {
      return;
    }
    Picture picture = outcome.frame().picture();
    String name = name(picture.name(), outcome.frame().sequence());
    PngFile.write(folder.resolve(name + "_overlay.png"), overlay.draw(outcome));
    PngFile.write(folder.resolve(name + "_density.png"), overlay.colours(map));
    NpyFile.write(folder.resolve(name + ".npy"), map);
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
