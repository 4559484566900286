package throng.gpu;

import java.time.Duration;
import throng.streams.settings.Block;

/**
 * When a heap counts as exhausted: {@code throng.gpu-node.heap}.
 *
 * @param within over which time the collector's share is taken
 * @param mostCollecting the share of it that the collector may take, above 0 and at most 1
 */
record HeapSettings(Duration within, double mostCollecting) {

  /** Reads {@code throng.gpu-node}. */
  static HeapSettings from(Block node) {
    Block heap = node.block("heap");
    return new HeapSettings(
        heap.time("within", "1s", "1d"), heap.number("most-collecting", "0.01", "1"));
  }
}
