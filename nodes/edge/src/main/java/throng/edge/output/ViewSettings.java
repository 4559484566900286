package throng.edge.output;

import java.time.Duration;
import throng.streams.settings.Block;

/**
 * What the views keep to: the block {@code throng.edge-node.view}.
 *
 * @param buffer how many pictures may wait for a window or a recording
 * @param rows how many rows may wait for the CSV file's disk
 * @param recordFps the most pictures a second that are recorded of a live camera
 * @param secondsAPicture how long a recording shows a picture that has no place in time
 * @param densest people on a hundredth of the picture that have the last colour
 * @param tiled whether the camera shares a window with others
 * @param linger how long windows stay after the last camera has ended
 */
public record ViewSettings(
    int buffer,
    int rows,
    double recordFps,
    double secondsAPicture,
    double densest,
    boolean tiled,
    Duration linger) {

  /** Reads {@code throng.edge-node}. */
  public static ViewSettings from(Block edgeNode) {
    Block view = edgeNode.block("view");
    return new ViewSettings(
        view.whole("buffer", 1, 1000),
        view.whole("rows", 1, 1_000_000),
        view.number("record-fps", "1", "240"),
        view.time("picture-time", "10ms", "60s").toMillis() / 1000.0,
        view.number("densest", "0.01", "1000000"),
        view.flag("tiled"),
        view.time("linger", "1ms", "1d"));
  }
}
