package throng.streams.camera;

/** Hears of a camera's outages: of the beginning of each, of its causes, and of its end. */
public interface CameraListener {

  /**
   * The camera cannot be opened, failed, ended or fell silent; it is tried again until it is back.
   *
   * @param sentence what was wrong, for the user
   */
  void cameraLost(String sentence);

  /**
   * The camera is still away, now for another cause than any that was told of this outage; of one
   * that has ever new ones only the first few are told.
   *
   * @param sentence what is wrong, for the user
   */
  void cameraStillAway(String sentence);

  /** The first picture after an outage has come. */
  void cameraBack();
}
