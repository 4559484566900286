package throng.edge.camera;

import org.jspecify.annotations.Nullable;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.CameraOpener;
import throng.streams.camera.Picture;

/** A file or folder that starts again at its end. */
final class LoopedCamera implements Camera {
  private final CameraOpener opener;
  private volatile Camera camera;

  LoopedCamera(CameraOpener opener) throws CameraException {
    this.opener = opener;
    this.camera = opener.open();
  }

  /** Null only where a whole round gave no picture: it would never end. */
  @Override
  public @Nullable Picture read() throws CameraException {
    Picture picture = camera.read();
    if (picture == null) {
      camera.close();
      camera = opener.open();
      picture = camera.read();
    }
    return picture;
  }

  @Override
  public long quietNanos() {
    return camera.quietNanos();
  }

  @Override
  public void close() {
    camera.close();
  }
}
