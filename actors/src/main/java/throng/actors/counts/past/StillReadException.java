package throng.actors.counts.past;

import java.io.IOException;
import throng.streams.frame.CameraId;

/** What was to be deleted is read no more, and the file may hold it until others have read. */
public final class StillReadException extends IOException {
  private static final long serialVersionUID = 1L;

  public StillReadException(CameraId camera) {
    super(
        "The history of %s is deleted, but somebody reads the past at this moment, and the file may hold some of it until they have ended; that is tried again by itself."
            .formatted(camera));
  }
}
