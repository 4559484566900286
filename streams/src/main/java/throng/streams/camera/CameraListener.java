package throng.streams.camera;

/** Hears of a camera's outages: once at the beginning of each, once at its end. */
public interface CameraListener {

  /**
   * The camera cannot be opened, failed, ended or fell silent; it is tried again until it is back.
   *
   * @param sentence what was wrong, for the user
   */
  void cameraLost(String sentence);

  /** The first picture after an outage has come. */
  void cameraBack();
}
