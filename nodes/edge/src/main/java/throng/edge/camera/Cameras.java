package throng.edge.camera;

import java.util.OptionalLong;
import throng.streams.camera.CameraOpener;
import throng.streams.settings.SettingsException;

/** Makes openers of what the user named. */
public final class Cameras {
  private Cameras() {}

  /**
   * An opener for the source: each opening starts a camera or stream anew; a file or folder that
   * failed goes on where it was.
   */
  public static CameraOpener opener(CameraSpec spec, PictureSettings settings) {
    throw new UnsupportedOperationException();
  }

  /**
   * How many pictures the source will give, where that is known: not for cameras, streams and
   * loops. Opens a video file for it.
   *
   * @throws SettingsException if a file cannot be read as a video
   */
  public static OptionalLong total(CameraSpec spec, PictureSettings settings) {
    throw new UnsupportedOperationException();
  }
}
