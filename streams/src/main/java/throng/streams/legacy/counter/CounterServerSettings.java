package throng.streams.legacy.counter;

import throng.streams.settings.Backoff;
import throng.streams.settings.Block;

/**
 * How the GPU node serves the remote crowd counter's clients: keys of {@code
 * throng.gpu-node.legacy}.
 *
 * @param limits how long a client may take; {@code idle-after} before a picture begins
 * @param maxFrameBytes the largest JPEG that is counted, in bytes
 * @param askAgain the wait before a frame that an overloaded node sent back is asked again
 */
public record CounterServerSettings(ExchangeLimits limits, int maxFrameBytes, Backoff askAgain) {

  /**
   * Reads {@code throng.gpu-node.legacy}.
   *
   * @param maxFrameBytes the node's limit for every protocol
   */
  public static CounterServerSettings from(Block legacy, int maxFrameBytes) {
    return new CounterServerSettings(
        ExchangeLimits.from(legacy, "idle-after"),
        maxFrameBytes,
        Backoff.from(legacy.block("ask-again")));
  }
}
