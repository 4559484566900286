package throng.streams.wire;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;

/** Limits as they stand in reference.conf, and smaller ones for tests that wait for them. */
final class TestLimits {
  static final WireLimits NODE = limits("throng.gpu-node.limits", "");
  static final WireLimits EDGE = limits("throng.edge-node.limits", "");

  /** 1000 bytes a frame, thrown away up to 4 MiB. */
  static final WireLimits SMALL_FRAMES =
      limits("throng.gpu-node.limits", "max-frame-size = 1000 B, discard-limit = 4 MiB");

  private static final String FAST =
      "handshake-timeout = 300ms, ping-after = 100ms, silence-timeout = 500ms,"
          + " message-grace = 300ms, write-stall-timeout = 300ms, linger = 200ms";

  /** Times short enough to be waited for. */
  static final WireLimits FAST_NODE =
      limits("throng.gpu-node.limits", FAST + ", max-frame-size = 1000 B");

  static final WireLimits FAST_EDGE = limits("throng.edge-node.limits", FAST);

  private TestLimits() {}

  static WireLimits limits(String path, String changed) {
    return WireLimits.from(
        ConfigFactory.parseString(changed)
            .withFallback(ConfigFactory.parseResources("reference.conf").getConfig(path)));
  }

  static long nanos(Duration duration) {
    return duration.toNanos();
  }
}
