package throng.gpu.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import throng.streams.settings.Block;
import throng.streams.settings.Said;

/**
 * How a model is opened, from {@code throng.gpu-node}.
 *
 * @param model {@code builtin}, a folder, or {@code constant…}
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:0,1}
 * @param workers workers a device
 * @param threads threads of one worker on the CPU; 0: its share of the cores
 * @param cpuMaxBatch the most pictures that the CPU is given at once
 * @param longestRun what would take longer on a device is cut into tiles
 * @param arena whether ONNX Runtime keeps the memory of one run for the next on the CPU
 * @param gpuMemoryLimit the most that one worker's arena takes of a GPU, in bytes; 0: no limit
 * @param limits of single devices, by name
 * @param idlePictureMemory the most native memory that all networks of a node keep together for
 *     pictures to come, in bytes
 * @param constant what {@code constant…} means
 */
public record ModelSettings(
    Said model,
    Said device,
    int workers,
    int threads,
    int cpuMaxBatch,
    Duration longestRun,
    boolean arena,
    long gpuMemoryLimit,
    Map<String, DeviceLimits> limits,
    long idlePictureMemory,
    Constant constant) {

  public ModelSettings {
    limits = Map.copyOf(limits);
  }

  /**
   * A network that costs nothing: every answer is {@code rows} × {@code columns} of one value.
   *
   * @param latencies how long a batch takes on each of its devices
   */
  public record Constant(
      int rows, int columns, float value, List<Duration> latencies, int maxBatch) {
    public Constant {
      latencies = List.copyOf(latencies);
    }
  }

  /** What one device is given at most. */
  DeviceLimits limits(String device) {
    return limits.getOrDefault(device, DeviceLimits.NONE);
  }

  /** The most that one worker's arena takes of this GPU, in bytes; 0: no limit. */
  long gpuMemoryLimit(String device) {
    return limits(device).memory().orElse(gpuMemoryLimit);
  }

  /** The largest batch of a device, where the network takes so many. */
  int maxBatch(String device, int network) {
    return Math.min(network, limits(device).maxBatch().orElse(network));
  }

  /**
   * Reads {@code throng.gpu-node}, where {@code model} may be one of the names of {@code models}.
   */
  public static ModelSettings from(Block node) {
    Said model = node.said("model");
    return from(node, node.saids("models").getOrDefault(model.text(), model));
  }

  /** Another network in the same way, which lies in that folder. */
  public ModelSettings ofFolder(Path folder) {
    return new ModelSettings(
        new Said(folder.toString(), "the models folder"),
        device,
        workers,
        threads,
        cpuMaxBatch,
        longestRun,
        arena,
        gpuMemoryLimit,
        limits,
        idlePictureMemory,
        constant);
  }

  static ModelSettings from(Block node, Said model) {
    return new ModelSettings(
        model,
        Device.wanted(node),
        node.whole("workers", 1, 64),
        node.whole("threads", 0, 1024),
        node.whole("cpu-max-batch", 1, 1024),
        node.time("longest-run", "1ms", "1d"),
        node.flag("arena"),
        node.bytes("gpu-memory-limit", "0", "1 TiB"),
        DeviceLimits.from(node),
        node.bytes("idle-picture-memory", "0", "1 TiB"),
        ConstantSpec.read(model, node.block("constant")));
  }
}
