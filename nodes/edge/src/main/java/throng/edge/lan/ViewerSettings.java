package throng.edge.lan;

import com.typesafe.config.Config;
import java.time.Duration;
import throng.streams.settings.Backoff;
import throng.streams.settings.SettingsException;

/**
 * What the viewer keeps to: the block {@code throng.edge-node.viewer}.
 *
 * @param port the edge's, where none is said
 * @param pictureTimeout after which a missing picture is told of
 * @param streamTimeout after which a missing picture of a stream is told of
 * @param silenceTimeout after which a stream without pictures is given up
 * @param showTime of a single picture
 * @param recordFps pictures a second in recordings
 * @param commandGap the least time between two commands
 * @param maxPictureBytes the largest picture that is read
 */
public record ViewerSettings(
    int port,
    Duration pictureTimeout,
    Duration streamTimeout,
    Duration silenceTimeout,
    Duration showTime,
    int recordFps,
    Duration commandGap,
    int maxPictureBytes,
    Duration connectTimeout,
    Backoff backoff) {
  private static final long LARGEST = 1 << 29;

  public ViewerSettings {
    require(port >= 1 && port <= 65535, "port must be from 1 to 65535");
    above0("picture-timeout", pictureTimeout);
    above0("stream-timeout", streamTimeout);
    above0("silence-timeout", silenceTimeout);
    above0("show-time", showTime);
    above0("command-gap", commandGap);
    above0("connect-timeout", connectTimeout);
    require(recordFps >= 1 && recordFps <= 240, "record-fps must be from 1 to 240");
    require(
        maxPictureBytes >= 1024 && maxPictureBytes <= LARGEST,
        "max-picture must be from 1 KiB to 512 MiB");
  }

  /** Reads {@code throng.edge-node}. */
  public static ViewerSettings from(Config edgeNode) {
    Config viewer = edgeNode.getConfig("viewer");
    return new ViewerSettings(
        viewer.getInt("port"),
        viewer.getDuration("picture-timeout"),
        viewer.getDuration("stream-timeout"),
        viewer.getDuration("silence-timeout"),
        viewer.getDuration("show-time"),
        viewer.getInt("record-fps"),
        viewer.getDuration("command-gap"),
        (int) Math.min(Integer.MAX_VALUE, viewer.getMemorySize("max-picture").toBytes()),
        viewer.getDuration("connect-timeout"),
        Backoff.from(viewer.getConfig("backoff")));
  }

  private static void above0(String key, Duration time) {
    require(time.toMillis() >= 1, key + " must be at least 1ms");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new SettingsException("throng.edge-node.viewer." + rule + ".");
    }
  }
}
