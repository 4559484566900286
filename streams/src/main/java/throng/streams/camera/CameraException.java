package throng.streams.camera;

/** A camera that cannot be opened or read; the message is a sentence for the user. */
public class CameraException extends Exception {
  private static final long serialVersionUID = 1L;

  public CameraException(String sentence) {
    super(sentence);
  }

  public CameraException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
