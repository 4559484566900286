package throng.edge.output;

import com.typesafe.config.Config;
import throng.streams.settings.SettingsException;

/**
 * What the views keep to: the block {@code throng.edge-node.view}.
 *
 * @param buffer how many pictures may wait for a window or a recording
 * @param rows how many rows may wait for the CSV file's disk
 * @param recordFps the most pictures a second that are recorded of a live camera
 * @param secondsAPicture how long a recording shows a picture that has no place in time
 */
public record ViewSettings(int buffer, int rows, double recordFps, double secondsAPicture) {
  public ViewSettings {
    require(buffer >= 1 && buffer <= 1000, "buffer must be from 1 to 1000");
    require(rows >= 1 && rows <= 1_000_000, "rows must be from 1 to 1000000");
    require(recordFps >= 1 && recordFps <= 240, "record-fps must be from 1 to 240");
    require(
        secondsAPicture >= 0.01 && secondsAPicture <= 60, "picture-time must be from 10ms to 60s");
  }

  /** Reads {@code throng.edge-node}. */
  public static ViewSettings from(Config edgeNode) {
    Config view = edgeNode.getConfig("view");
    return new ViewSettings(
        view.getInt("buffer"),
        view.getInt("rows"),
        view.getDouble("record-fps"),
        view.getDuration("picture-time").toMillis() / 1000.0);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new SettingsException("throng.edge-node.view." + rule + ".");
    }
  }
}
