package throng.edge.camera;

import com.typesafe.config.Config;
import java.time.Duration;
import throng.streams.settings.SettingsException;

/**
 * How long a source may take and how large its pictures may be.
 *
 * @param openTurn how long a camera that is being opened may keep the next one waiting
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
  public CameraLimits {
    require(openTurn.toMillis() >= 100, "open-turn must be at least 100 ms");
    require(readTimeout.toMillis() >= 100, "read-timeout must be at least 100 ms");
    require(maxFileBytes > 0 && maxFileBytes <= 1L << 30, "max-file-bytes must be 1 byte to 1 GiB");
    require(
        maxFilePixels > 0 && maxFilePixels <= 1L << 29,
        "max-file-pixels must be from 1 to 536870912");
    require(
        stillsPerSecond > 0 && stillsPerSecond <= 1000,
        "stills-per-second must be above 0 and at most 1000");
    require(
        picturesPerSecond > 0 && picturesPerSecond <= 1000,
        "pictures-per-second must be above 0 and at most 1000");
  }

  /**
   * @param camera the block {@code throng.edge-node.camera}
   */
  static CameraLimits from(Config camera) {
    return new CameraLimits(
        camera.getDuration("open-turn"),
        camera.getDuration("read-timeout"),
        camera.getBytes("max-file-bytes"),
        camera.getLong("max-file-pixels"),
        camera.getDouble("stills-per-second"),
        camera.getDouble("pictures-per-second"));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new SettingsException("throng.edge-node.camera." + rule + ".");
    }
  }
}
