package throng.gpu.model;

import ai.djl.engine.Engine;
import akka.util.ByteString;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import throng.actors.inference.ServedModel;
import throng.actors.serving.PictureSize;
import throng.common.natives.FreedMemory;
import throng.common.natives.NativeLibraries;
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

  /**
   * What must happen before anything else touches ONNX Runtime or OpenCV: both are loaded whole.
   *
   * @throws SettingsException if they cannot be, with what mends it
   */
  public static void prepare() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
    // JavaCPP counts the whole process, ONNX Runtime included, against a multiple of the heap.
    System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    FreedMemory.keep();
    OnnxLibraries.unpack();
    NativeLibraries.loadOwn("ONNX Runtime", () -> Engine.getEngine("OnnxRuntime"));
    OnnxLibraries.deleteUnused();
    lookForNoGpu(Engine.getEngine("OnnxRuntime"));
    NativeLibraries.chooseCache();
    NativeLibraries.load("OpenCV", OpenCv::load);
  }

  /** DJL itself would look for one by loading what complains on the terminal if there is none. */
  private static void lookForNoGpu(Engine engine) {
    try {
      Field device = Engine.class.getDeclaredField("defaultDevice");
      device.setAccessible(true);
      device.set(engine, ai.djl.Device.cpu());
    } catch (ReflectiveOperationException | RuntimeException another) {
      // Another version of it.
      return;
    }
  }

  /**
   * Opens the model, alone.
   *
   * @throws SettingsException if there is none, or it cannot be served
   */
  public static Opened open(ModelSettings settings) {
    return open(settings, new PicturePool(settings.idlePictureMemory()));
  }

  /** The same beside others that have their memory for pictures from there. */
  static Opened open(ModelSettings settings, PicturePool pool) {
    if (ConstantSpec.isMeant(settings.model().text())) {
      return new Opened(
          new ConstantModel(settings.constant(), settings, pool),
          "no device: the answer is constant");
    }
    Device.Choice devices = settings.device().located(Device::choose);
    FormChoice form = settings.model().located(model -> form(model, devices.devices(), settings));
    String where = form.why().isEmpty() ? devices.why() : devices.why() + "; " + form.why();
    return new Opened(OnnxModel.load(form.folder(), devices.devices(), settings, pool), where);
  }

  /**
   * Shows that a network counts, beside its workers.
   *
   * @param sizes of the pictures that are coming
   * @throws SettingsException if it fails, or is wrong on its golden pictures, with how
   */
  public static void prove(ServedModel model, List<PictureSize> sizes) {
    ModelProof.of(model, sizes);
  }

  private static FormChoice form(String model, List<Device> devices, ModelSettings settings) {
    return Builtin.isOpen(model)
        ? FormChoice.of(
            ModelFolder.embedded(Builtin.EXACT),
            ModelFolder.embedded(Builtin.WHOLE),
            devices,
            settings)
        : new FormChoice(folder(model), "");
  }

  /** A grey picture of this size as a JPEG. */
  public static ByteString probe(int width, int height) {
    return ProbePicture.jpeg(width, height);
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

  static ModelFolder folder(String model) {
    return Builtin.isMeant(model) ? Builtin.folder(model) : ModelFolder.read(Path.of(model));
  }
}
