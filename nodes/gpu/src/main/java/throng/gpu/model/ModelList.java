package throng.gpu.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import throng.actors.inference.TensorSize;
import throng.streams.settings.SettingsException;

/** Lists networks with what they cost, are wrong by, and take on this machine. */
public final class ModelList {
  /** As an edge node sends pictures where nothing else is said. */
  private static final TensorSize SIZE = new TensorSize(480, 640);

  private static final Duration TIME = Duration.ofMillis(300);

  private final ModelSettings settings;
  private final Consumer<String> say;

  private ModelList(ModelSettings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /**
   * Lists the embedded networks and those of some folders.
   *
   * @param say takes each line
   * @return whether all of them could be opened
   */
  public static boolean run(List<Path> folders, ModelSettings settings, Consumer<String> say) {
    List<String> models = new ArrayList<>();
    Builtin.NETWORKS.forEach(name -> models.add(Builtin.NAME + ":" + name));
    folders.forEach(folder -> models.add(folder.toString()));
    ModelList list = new ModelList(settings, say);
    Device device = list.device();
    list.line("", "parameters", "part A", "part B", "640 x 480 on " + device);
    boolean all = true;
    for (String model : models) {
      all &= list.list(model, device);
    }
    return all;
  }

  private Device device() {
    return settings.device().located(Device::choose).devices().get(0);
  }

  private boolean list(String name, Device device) {
    try {
      ModelFolder folder = Models.folder(name);
      Measured measured = folder.conf().measured();
      line(
          name,
          measured.parameters().map(ModelList::millions).orElse("?"),
          number(measured.partA()),
          number(measured.partB()),
          String.format(Locale.ROOT, "%.1f ms", millis(folder, device)));
      return true;
    } catch (SettingsException | IllegalStateException e) {
      say.accept(name + ": " + e.getMessage());
      return false;
    }
  }

  /** The shortest run of one picture, by a worker with its share of the cores. */
  private double millis(ModelFolder folder, Device device) {
    TensorSize size = folder.conf().input().size().orElse(SIZE);
    try (OnnxModel model = OnnxModel.load(folder, List.of(device), settings);
        OnnxDensityModel worker = model.openAlone()) {
      long shortest = worker.timeOnce(size);
      for (long end = System.nanoTime() + TIME.toNanos(); System.nanoTime() < end; ) {
        shortest = Math.min(shortest, worker.timeOnce(size));
      }
      return shortest / 1e6;
    }
  }

  private void line(String name, String parameters, String partA, String partB, String time) {
    say.accept(
        String.format(Locale.ROOT, "%-28s %10s %8s %8s  %s", name, parameters, partA, partB, time));
  }

  private static String millions(long parameters) {
    return String.format(Locale.ROOT, "%.2f M", parameters / 1e6);
  }

  private static String number(Optional<Double> value) {
    return value.map(v -> String.format(Locale.ROOT, "%.1f", v)).orElse("?");
  }
}
