package throng.edge.camera;

import org.jspecify.annotations.Nullable;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.CameraOpener;
import throng.streams.camera.Picture;

/**
 * Opens a file or folder that failed behind the last picture that it gave, so that each picture
 * comes once.
 */
final class ResumedOpener implements CameraOpener {
  private final CameraOpener opener;
  private long given;

  ResumedOpener(CameraOpener opener) {
    this.opener = opener;
  }

  @Override
  public Camera open() throws CameraException {
    Camera camera = opener.open();
    try {
      for (long i = 0; i < given && camera.read() != null; i++) {
        // Given before.
      }
    } catch (CameraException e) {
      camera.close();
      throw e;
    }
    return new Counted(camera);
  }

  private final class Counted implements Camera {
    private final Camera camera;

    Counted(Camera camera) {
      this.camera = camera;
    }

    @Override
    public @Nullable Picture read() throws CameraException {
      Picture picture = camera.read();
      given = picture == null ? 0 : given + 1;
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
}
