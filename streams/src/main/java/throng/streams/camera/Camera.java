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

  @Override
  void close();
}
