package throng.edge.camera;

import java.io.PrintStream;

/** Lists this machine's cameras: {@code edge-node cameras}. */
public final class CameraList {
  private CameraList() {}

  /** Prints every camera with its formats and sizes, or a sentence that says what to try. */
  public static void print(PrintStream out) {
    throw new UnsupportedOperationException();
  }
}
