package throng.edge.camera;

import java.io.PrintStream;

/** Opens one source and says what it gives: {@code edge-node probe SOURCE}. */
public final class CameraProbe {
  private CameraProbe() {}

  /**
   * Prints codec, size, frames a second and whether it can be passed through, or what to do.
   *
   * @return the exit code: 0, or 1 if the source cannot be opened
   */
  public static int print(CameraSpec spec, PictureSettings settings, PrintStream out) {
    throw new UnsupportedOperationException();
  }
}
