package throng.streams.wire;

import com.typesafe.config.ConfigFactory;
import throng.streams.settings.Block;

/** Limits as they stand in reference.conf, and smaller ones for tests that wait for them. */
final class TestLimits {
  static final WireLimits NODE = limits("throng.gpu-node.limits", "");
  static final WireLimits EDGE = limits("throng.edge-node.limits", "");

  /** 1000 bytes a frame, thrown away up to 4 MiB. */
  static final WireLimits SMALL_FRAMES =
      limits("throng.gpu-node.limits", "max-frame-size = 1000 B, discard-limit = 4 MiB");

  private static final String FAST =
      "handshake-timeout = 600ms, ping-after = 300ms, silence-timeout = 1s,"
          + " message-grace = 600ms, write-stall-timeout = 600ms, linger = 200ms";

  /** Times short enough to be waited for, all of them. */
  static final WireLimits FAST_NODE = node(FAST);

  static final WireLimits FAST_EDGE = limits("throng.edge-node.limits", FAST);

  private TestLimits() {}

  /** The node's limits, with what is {@code changed}: a test shortens the one that it waits for. */
  static WireLimits node(String changed) {
    return limits("throng.gpu-node.limits", changed);
  }

  static WireLimits limits(String path, String changed) {
    return WireLimits.from(
        Block.of(
            path,
            ConfigFactory.parseString(changed)
                .atPath(path)
                .withFallback(ConfigFactory.parseResources("reference.conf").resolve())));
  }
}
