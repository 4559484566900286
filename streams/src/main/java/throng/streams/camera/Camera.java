package throng.streams.camera;

import org.jspecify.annotations.Nullable;

/**
 * An open camera, file, folder or stream: gives pictures as JPEG, one after another.
 *
 * <p>Used by one thread at a time, which may block in {@link #read}. Native pictures never leave
 * it. Closed by whoever opened it, on the thread that read it.
 */
public interface Camera extends AutoCloseable {
  /**
   * Waits for the next picture.
   *
   * @return the picture, or null at the source's end
   * @throws CameraException in words for the user: what was wrong, and what to do
   */
  @Nullable Picture read() throws CameraException;

  /**
   * How long nothing has come from the source, in nanoseconds; a pause that the camera itself makes
   * between pictures is no silence. Any thread may ask. {@link Long#MAX_VALUE} where it is not
   * known: then a picture is the only sign of life.
   */
  default long quietNanos() {
    return Long.MAX_VALUE;
  }

  /**
   * How many pictures were thrown away before any work, because the source sends faster than
   * anybody can use, since this was asked last. Asked by the thread that reads.
   */
  default long tooFast() {
    return 0;
  }

  @Override
  void close();
}
