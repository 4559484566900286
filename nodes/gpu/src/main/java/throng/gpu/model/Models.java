package throng.gpu.model;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import throng.actors.inference.ServedModel;
import throng.streams.settings.SettingsException;

/** Opens the model that the settings name. */
public final class Models {
  private Models() {}

  /**
   * A model, ready to be opened by its workers.
   *
   * @param where what it runs on and why, for the user
   */
  public record Opened(ServedModel model, String where) {}

  /** What must happen before anything else touches ONNX Runtime or OpenCV. */
  public static void prepare() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
    // JavaCPP counts the whole process, ONNX Runtime included, against a multiple of the heap.
    System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    Engine.getEngine("OnnxRuntime");
  }

  /**
   * Opens the model.
   *
   * @throws SettingsException if there is none, or it cannot be served
   */
  public static Opened open(ModelSettings settings) {
    if (ConstantSpec.isMeant(settings.model().text())) {
      return new Opened(
          new ConstantModel(settings.constant(), settings), "no device: the answer is constant");
    }
    Device.Choice devices = settings.device().located(Device::choose);
    ModelFolder folder = settings.model().located(Models::folder);
    return new Opened(OnnxModel.load(folder, devices.devices(), settings), devices.why());
  }

  /**
   * Looks whether the devices and the model's folder are there, without opening the network.
   *
   * @throws SettingsException if they are not
   */
  public static void check(ModelSettings settings) {
    if (!ConstantSpec.isMeant(settings.model().text())) {
      settings.device().located(Device::choose);
      settings.model().located(Models::folder);
    }
  }

  private static ModelFolder folder(String model) {
    return model.equals("builtin") ? ModelFolder.builtin() : ModelFolder.read(Path.of(model));
  }

  /** What is cut into tiles, in words, once every worker is open; empty: nothing is. */
  public static Optional<String> tiling(ServedModel model) {
    OptionalInt side = model.tileSide();
    return side.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Pictures of more than %1$d x %1$d pixels are counted in tiles, other pictures between them."
                .formatted(side.getAsInt()));
  }
}
