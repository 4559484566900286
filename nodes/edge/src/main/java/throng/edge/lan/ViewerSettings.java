package throng.edge.lan;

import java.time.Duration;
import throng.streams.settings.Backoff;
import throng.streams.settings.Block;

/**
 * What the viewer keeps to: the block {@code throng.edge-node.viewer}.
 *
 * @param port the edge's, where none is said
 * @param pictureTimeout after which a missing picture is told of
 * @param streamTimeout after which a missing picture of a stream is told of
 * @param silenceTimeout after which a stream without pictures is given up
 * @param showTime for which a single picture is taken for what is there now
 * @param recordFps pictures a second in recordings
 * @param commandGap the least time between two commands
 * @param maxPictureBytes the largest picture that is read
 * @param plainStatus from one status line to the next where there is no terminal
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
    Backoff backoff,
    Duration plainStatus) {

  /** Reads {@code throng.edge-node}. */
  public static ViewerSettings from(Block edgeNode) {
    Block viewer = edgeNode.block("viewer");
    return new ViewerSettings(
        viewer.whole("port", 1, 65_535),
        viewer.time("picture-timeout", "1ms", "1d"),
        viewer.time("stream-timeout", "1ms", "1d"),
        viewer.time("silence-timeout", "1ms", "1d"),
        viewer.time("show-time", "1ms", "1d"),
        viewer.whole("record-fps", 1, 240),
        viewer.time("command-gap", "1ms", "1d"),
        viewer.intBytes("max-picture", "1 KiB", "512 MiB"),
        viewer.time("connect-timeout", "1ms", "1d"),
        Backoff.from(viewer.block("backoff")),
        edgeNode.time("plain-status-every", "1s", "1d"));
  }

  /** A time as the user is told it. */
  static String inWords(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
