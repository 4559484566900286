package throng.edge.camera;

/** FFmpeg's number for what went wrong; {@link CameraTrouble} has the words. */
final class FfmpegException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  FfmpegException(int code) {
    super("FFmpeg's error " + code);
    this.code = code;
  }

  int code() {
    return code;
  }
}
