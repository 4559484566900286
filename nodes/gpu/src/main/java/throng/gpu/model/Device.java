package throng.gpu.model;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import throng.streams.settings.Block;
import throng.streams.settings.Said;
import throng.streams.settings.SettingsException;

/**
 * Where a worker runs.
 *
 * @param gpu the GPU's number, or -1 for the CPU
 */
record Device(int gpu) {
  static final Device CPU = new Device(-1);

  /** Every GPU that is found, else the CPU. */
  static final String AUTO = "auto";

  private static final Set<String> WORDS = Set.of(AUTO, "cpu", "gpu");
  private static final Pattern LIST = Pattern.compile("gpu:\\d{1,3}(,\\d{1,3})*");

  /**
   * What a node runs on.
   *
   * @param why one line for the user
   */
  record Choice(List<Device> devices, String why) {}

  /**
   * Finds the devices that {@code wanted} means.
   *
   * @param wanted {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:0,1}
   * @throws SettingsException if they are not there; whoever asks says where it was asked for
   */
  static Choice choose(String wanted) {
    return wanted.equals("cpu")
        ? new Choice(List.of(CPU), "the CPU, as device = cpu says")
        : chooseGpu(wanted, Cuda.find());
  }

  /** Reads which devices are wanted, whether they are there or not. */
  static Said wanted(Block node) {
    Said device = node.said("device");
    if (!WORDS.contains(device.text()) && !LIST.matcher(device.text()).matches()) {
      throw node.wrong("device", "must be auto, cpu, gpu or a list like gpu:0,1");
    }
    return device;
  }

  /** The same, given what the machine has. */
  static Choice chooseGpu(String wanted, Cuda cuda) {
    if (wanted.equals(AUTO) && cuda.gpus() == 0) {
      return new Choice(List.of(CPU), "the CPU: " + cuda.words());
    }
    if (cuda.gpus() == 0) {
      throw new SettingsException(
          "device = " + wanted + " cannot be: " + cuda.words() + ". Use cpu or auto.");
    }
    List<Device> devices = wanted.startsWith("gpu:") ? listed(wanted, cuda) : all(cuda);
    return new Choice(devices, cuda.words());
  }

  private static List<Device> all(Cuda cuda) {
    return IntStream.range(0, cuda.gpus()).mapToObj(Device::new).toList();
  }

  private static List<Device> listed(String wanted, Cuda cuda) {
    List<Device> devices =
        Stream.of(wanted.substring("gpu:".length()).split(","))
            .map(number -> new Device(Integer.parseInt(number)))
            .distinct()
            .toList();
    for (Device device : devices) {
      if (device.gpu() >= cuda.gpus()) {
        throw new SettingsException(
            "device = " + wanted + ": there is no GPU " + device.gpu() + "; " + cuda.words() + ".");
      }
    }
    return devices;
  }

  boolean isGpu() {
    return gpu >= 0;
  }

  @Override
  public String toString() {
    return isGpu() ? "gpu:" + gpu : "cpu";
  }

  /**
   * The machine's NVIDIA GPUs, as far as this build can use them.
   *
   * @param words what there is, for the user
   */
  record Cuda(int gpus, String words) {
    static Cuda find() {
      return CudaSearch.find(new ThisMachine());
    }
  }
}
