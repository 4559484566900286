package throng.gpu.model;

import com.typesafe.config.Config;
import java.time.Duration;
import throng.streams.settings.SettingsException;

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
 * @param idlePictureMemory the most native memory kept for pictures to come, in bytes
 * @param constant what {@code constant} alone means
 */
public record ModelSettings(
    String model,
    String device,
    int workers,
    int threads,
    int cpuMaxBatch,
    Duration longestRun,
    boolean arena,
    long gpuMemoryLimit,
    long idlePictureMemory,
    Constant constant) {

  /** A network that costs nothing: every answer is {@code rows} × {@code columns} of one value. */
  public record Constant(int rows, int columns, float value, Duration latency, int maxBatch) {}

  public ModelSettings {
    require(workers >= 1 && workers <= 64, "workers", "1 to 64", workers);
    require(threads >= 0 && threads <= 1024, "threads", "0 to 1024", threads);
    require(cpuMaxBatch >= 1 && cpuMaxBatch <= 1024, "cpu-max-batch", "1 to 1024", cpuMaxBatch);
    require(longestRun.toMillis() >= 1, "longest-run", "1ms or more", longestRun.toMillis());
    require(gpuMemoryLimit >= 0, "gpu-memory-limit", "0 or more", gpuMemoryLimit);
    require(idlePictureMemory >= 0, "idle-picture-memory", "0 or more", idlePictureMemory);
  }

  /** Reads {@code throng.gpu-node}. */
  public static ModelSettings from(Config node) {
    Config constant = node.getConfig("constant");
    return new ModelSettings(
        node.getString("model"),
        node.getString("device"),
        node.getInt("workers"),
        node.getInt("threads"),
        node.getInt("cpu-max-batch"),
        node.getDuration("longest-run"),
        node.getBoolean("arena"),
        node.getBytes("gpu-memory-limit"),
        node.getBytes("idle-picture-memory"),
        ConstantSpec.from(constant));
  }

  private static void require(boolean fits, String key, String range, long value) {
    if (!fits) {
      throw new SettingsException(
          "throng.gpu-node." + key + " must be " + range + ", not " + value + ".");
    }
  }
}
