package throng.streams.camera;

/** Opens a camera, again and again: after an end that was none, after a silence. */
@FunctionalInterface
public interface CameraOpener {
  /**
   * Opens the camera; may block for seconds.
   *
   * @throws CameraException in words for the user: what was wrong, and what to do
   */
  Camera open() throws CameraException;
}
