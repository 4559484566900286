package throng.edge.camera;

import java.time.Duration;
import throng.streams.frame.JpegFacts;
import throng.streams.settings.Block;

/**
 * How long a source may take and how large its pictures may be.
 *
 * @param openTurn how long a camera of this machine that is being opened may keep the next one
 *     waiting
 * @param readTimeout how long a network camera may take to connect, or be silent
 * @param maxFileBytes the largest picture file, or picture of a network camera, that is read
 * @param maxFilePixels the largest picture file that is decoded here
 * @param stillsPerSecond how often a network camera's still picture is asked for where no rate is
 *     set
 * @param picturesPerSecond how fast pictures come in live mode where no rate is set
 */
public record CameraLimits(
    Duration openTurn,
    Duration readTimeout,
    long maxFileBytes,
    long maxFilePixels,
    double stillsPerSecond,
    double picturesPerSecond) {

  /** Whether a JPEG costs a decoder, here or anywhere, no more than the largest picture may. */
  boolean allow(JpegFacts jpeg) {
    return jpeg.header().pixels() <= maxFilePixels && !jpeg.hasTooManyScans(maxFilePixels);
  }

  /** Reads {@code throng.edge-node}. */
  static CameraLimits from(Block edgeNode) {
    Block camera = edgeNode.block("camera");
    return new CameraLimits(
        camera.time("open-turn", "100ms", "1h"),
        camera.time("read-timeout", "100ms", "1h"),
        camera.bytes("max-file-bytes", "1 B", "1 GiB"),
        camera.whole("max-file-pixels", 1L, 1L << 29),
        camera.number("stills-per-second", "0.001", "1000"),
        camera.number("pictures-per-second", "0.001", "1000"));
  }
}
