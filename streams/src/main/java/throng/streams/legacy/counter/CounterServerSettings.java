package throng.streams.legacy.counter;

import java.time.Duration;
import throng.streams.settings.Backoff;
import throng.streams.settings.Block;

/**
 * How the GPU node serves the remote crowd counter's clients: keys of {@code
 * throng.gpu-node.legacy}.
 *
 * @param opening {@code limits} where another protocol is spoken too: {@code first-byte-within}
 *     before the first byte
 * @param limits how long a client may take; {@code idle-after} before a picture begins
 * @param maxFrameBytes the largest JPEG that is read, in bytes
 * @param askAgain the wait before a frame that an overloaded node sent back is asked again
 * @param linger how long what a client still sends is thrown away after the end
 */
public record CounterServerSettings(
    ExchangeLimits opening,
    ExchangeLimits limits,
    int maxFrameBytes,
    Backoff askAgain,
    Duration linger) {

  /**
   * Reads {@code throng.gpu-node.legacy}.
   *
   * @param maxFrameBytes the largest JPEG that is read; what is above the node's limit is encoded
   *     again
   * @param linger the node's for every protocol
   */
  public static CounterServerSettings from(Block legacy, int maxFrameBytes, Duration linger) {
    return new CounterServerSettings(
        ExchangeLimits.from(legacy, "first-byte-within"),
        ExchangeLimits.from(legacy, "idle-after"),
        maxFrameBytes,
        Backoff.from(legacy.block("ask-again")),
        linger);
  }
}
