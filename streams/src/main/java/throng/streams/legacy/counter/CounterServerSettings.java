package throng.streams.legacy.counter;

import com.typesafe.config.Config;
import java.time.Duration;
import throng.streams.settings.SettingsException;

/**
 * How the GPU node serves the remote crowd counter's clients: keys of {@code
 * throng.gpu-node.legacy}.
 *
 * @param limits how long a client may take; {@code idle-after} before a picture begins
 * @param maxFrameBytes the largest JPEG that is counted, in bytes
 * @param askAgainMin the first wait before a frame that an overloaded node sent back is asked again
 * @param askAgainMax never longer than this
 * @param askAgainJitter the random part that is added, 0 to 1
 */
public record CounterServerSettings(
    ExchangeLimits limits,
    int maxFrameBytes,
    Duration askAgainMin,
    Duration askAgainMax,
    double askAgainJitter) {
  public CounterServerSettings {
    if (maxFrameBytes < 1) {
      throw new SettingsException("The largest frame must have at least 1 byte");
    }
    if (askAgainMin.toMillis() < 1 || askAgainMax.compareTo(askAgainMin) < 0) {
      throw new SettingsException(
          "throng.gpu-node.legacy.ask-again.min must be at least 1 ms and not above max");
    }
  }

  /**
   * Reads {@code throng.gpu-node.legacy}.
   *
   * @param maxFrameBytes the node's limit for every protocol
   */
  public static CounterServerSettings from(Config legacy, int maxFrameBytes) {
    return new CounterServerSettings(
        ExchangeLimits.from(legacy, "idle-after"),
        maxFrameBytes,
        legacy.getDuration("ask-again.min"),
        legacy.getDuration("ask-again.max"),
        legacy.getDouble("ask-again.jitter"));
  }
}
