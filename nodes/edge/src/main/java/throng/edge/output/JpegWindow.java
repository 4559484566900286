package throng.edge.output;

import akka.util.ByteString;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** A window with the newest of many JPEGs; Esc, q and its close button are told. One thread. */
public final class JpegWindow implements AutoCloseable {
  private final Mat picture = new Mat();
  private final PictureWindow window;

  /**
   * A window that opens with the first picture.
   *
   * @param ended told when the user presses Esc or q, or closes the window
   */
  public JpegWindow(String title, Runnable ended) {
    window = new PictureWindow(title, List.of("ESCAPE", "Q"), ended);
  }

  /**
   * Shows a picture; one that cannot be decoded is left out.
   *
   * @return whether it could be
   */
  public boolean show(ByteString jpeg) {
    boolean isWhole = Jpeg.decode(jpeg, picture);
    if (isWhole) {
      window.show(picture);
    }
    return isWhole;
  }

  /** Closes the window until the next picture. */
  public void hide() {
    window.close();
  }

  @Override
  public void close() {
    window.close();
    picture.close();
  }
}
