package throng.streams.legacy.counter;

import com.typesafe.config.Config;
import throng.streams.settings.SettingsException;

/**
 * How an edge node uses a remote crowd counter's server: keys of {@code throng.edge-node.legacy}.
 *
 * @param limits how long the server may take; {@code answer-within} before its map begins
 * @param maxFrameBytes the largest JPEG that is sent, in bytes
 * @param maxPixels the largest picture that is sent, in pixels
 * @param maxMapBytes the largest density map that is read, in bytes
 */
public record CounterClientSettings(
    ExchangeLimits limits, int maxFrameBytes, int maxPixels, int maxMapBytes) {
  public CounterClientSettings {
    atLeastOne("max-frame-size", maxFrameBytes);
    atLeastOne("max-pixels", maxPixels);
    atLeastOne("max-map-size", maxMapBytes);
  }

  /** Reads {@code throng.edge-node.legacy}. */
  public static CounterClientSettings from(Config legacy) {
    return new CounterClientSettings(
        ExchangeLimits.from(legacy, "answer-within"),
        Math.toIntExact(legacy.getMemorySize("max-frame-size").toBytes()),
        legacy.getInt("max-pixels"),
        Math.toIntExact(legacy.getMemorySize("max-map-size").toBytes()));
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new SettingsException(
          "throng.edge-node.legacy." + key + " must be at least 1, not " + value);
    }
  }
}
