package throng.edge;

import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import throng.common.settings.Settings;
import throng.edge.camera.CameraSpec;
import throng.edge.output.OutputCheck.Named;

/** The files that a run reads, which none of its outputs may be. */
final class Inputs {
  private Inputs() {}

  /** All files that settings came from, that tokens are in, and that cameras are. */
  static List<Named> of(Settings loaded, EdgeSettings settings) {
    List<Named> inputs = of(loaded);
    for (CameraSettings camera : settings.cameras()) {
      camera.tokenFile().ifPresent(file -> inputs.add(new Named("the token file", file)));
      String name = "the source of camera " + camera.id().camera();
      files(camera.source()).forEach(file -> inputs.add(new Named(name, file)));
    }
    return inputs;
  }

  /** The files that settings came from, also those that one includes. */
  static List<Named> of(Settings loaded) {
    Set<String> files = new TreeSet<>();
    loaded.file().map(Path::toString).ifPresent(files::add);
    for (Map.Entry<String, ConfigValue> value : loaded.config().entrySet()) {
      String file = value.getValue().origin().filename();
      if (file != null) {
        files.add(file);
      }
    }
    List<Named> inputs = new ArrayList<>();
    files.forEach(file -> inputs.add(new Named("the settings file " + file, Path.of(file))));
    return inputs;
  }

  private static List<Path> files(CameraSpec source) {
    if (source instanceof CameraSpec.VideoFile video) {
      return List.of(video.file());
    }
    if (!(source instanceof CameraSpec.Pictures pictures)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>(pictures.files());
    pictures.place().filter(Files::isDirectory).ifPresent(files::add);
    return files;
  }
}
