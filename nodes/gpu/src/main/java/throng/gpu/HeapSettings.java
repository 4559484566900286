package throng.gpu;

import com.typesafe.config.Config;
import java.time.Duration;
import throng.streams.settings.SettingsException;

/**
 * When a heap counts as exhausted: {@code throng.gpu-node.heap}.
 *
 * @param within over which time the collector's share is taken
 * @param mostCollecting the share of it that the collector may take, above 0 and at most 1
 */
record HeapSettings(Duration within, double mostCollecting) {
  HeapSettings {
    if (within.toMillis() < 1000) {
      throw new SettingsException("throng.gpu-node.heap.within must be at least 1s.");
    }
    if (!(mostCollecting > 0 && mostCollecting <= 1)) {
      throw new SettingsException(
          "throng.gpu-node.heap.most-collecting must be above 0 and at most 1, not %s."
              .formatted(mostCollecting));
    }
  }

  /** Reads {@code throng.gpu-node}. */
  static HeapSettings from(Config node) {
    Config heap = node.getConfig("heap");
    return new HeapSettings(heap.getDuration("within"), heap.getDouble("most-collecting"));
  }
}
