package throng.gpu.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import throng.streams.settings.Block;

/**
 * What one device is given at most: {@code throng.gpu-node.devices}.
 *
 * @param maxBatch pictures at once; empty: what the network takes
 * @param memory bytes that one worker's arena takes of it, 0: no limit; empty: as of every GPU
 */
record DeviceLimits(Optional<Integer> maxBatch, Optional<Long> memory) {
  static final DeviceLimits NONE = new DeviceLimits(Optional.empty(), Optional.empty());

  private static final Pattern NAMES = Pattern.compile("cpu|(gpu|constant):\\d{1,3}");

  /** Reads {@code throng.gpu-node}: by the devices' names. */
  static Map<String, DeviceLimits> from(Block node) {
    Map<String, DeviceLimits> all = new LinkedHashMap<>();
    node.entries("devices")
        .forEach(
            (name, block) -> {
              if (!NAMES.matcher(name).matches()) {
                throw node.wrong(
                    "devices", "must name devices such as cpu, \"gpu:0\" or \"gpu:1\"");
              }
              all.put(name, limits(block));
            });
    return Map.copyOf(all);
  }

  private static DeviceLimits limits(Block device) {
    return new DeviceLimits(
        device.unless("auto", "max-batch", key -> device.whole(key, 1, 1024)),
        device.unless("auto", "memory-limit", key -> device.bytes(key, "0", "1 TiB")));
  }
}
