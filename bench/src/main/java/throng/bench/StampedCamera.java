package throng.bench;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.CameraOpener;
import throng.streams.camera.Picture;

/**
 * A camera whose JPEGs say when they were taken, in a comment at {@link
 * throng.tests.LiveViewer#STAMP_AT}, for whoever they are passed on to.
 */
final class StampedCamera implements Camera {
  private static final int MARKER_BYTES = 2;
  private static final byte[] START_AND_COMMENT = {
    (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xfe, 0, MARKER_BYTES + Long.BYTES
  };

  private final Camera camera;

  private StampedCamera(Camera camera) {
    this.camera = camera;
  }

  static CameraOpener of(List<Picture> pictures, double fps) {
    CameraOpener stored = StoredCamera.of(pictures, fps);
    return () -> new StampedCamera(stored.open());
  }

  @Override
  public Picture read() throws CameraException {
    return stamped(Objects.requireNonNull(camera.read()));
  }

  private static Picture stamped(Picture picture) {
    ByteBuffer head = ByteBuffer.allocate(START_AND_COMMENT.length + Long.BYTES);
    head.put(START_AND_COMMENT).putLong(picture.capturedNanos());
    return new Picture(
        ByteString.fromArrayUnsafe(head.array()).concat(picture.jpeg().drop(MARKER_BYTES)),
        picture.width(),
        picture.height(),
        picture.capturedNanos(),
        picture.capturedMillis(),
        picture.name(),
        picture.positionSeconds(),
        picture.truth());
  }

  @Override
  public void close() {
    camera.close();
  }
}
