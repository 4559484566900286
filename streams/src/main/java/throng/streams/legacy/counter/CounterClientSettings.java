package throng.streams.legacy.counter;

import throng.streams.settings.Block;

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
  private static final long MOST_AUTOMATIC_MAP_BYTES = 64 << 20;

  /** Reads {@code throng.edge-node.legacy}. */
  public static CounterClientSettings from(Block legacy) {
    return new CounterClientSettings(
        ExchangeLimits.from(legacy, "answer-within"),
        legacy.intBytes("max-frame-size", "1 B", "1 GiB"),
        legacy.whole("max-pixels", 1, 1 << 30),
        maxMapBytes(legacy));
  }

  private static int maxMapBytes(Block legacy) {
    return legacy
        .unless("auto", "max-map-size", key -> legacy.intBytes(key, "1 B", "1 GiB"))
        .orElseGet(() -> automaticMapBytes(Runtime.getRuntime().maxMemory()));
  }

  // Gathered twice over while its room grows, and once more as numbers, beside the one that is
  // shown.
  static int automaticMapBytes(long heap) {
    return (int) Math.min(MOST_AUTOMATIC_MAP_BYTES, heap / 12);
  }
}
