package throng.edge.output;

import akka.util.ByteString;
import java.awt.Dimension;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.edge.output.window.Caption;
import throng.edge.output.window.Tile;
import throng.edge.output.window.TiledWindow;

/** A window with the newest of many JPEGs, open from the beginning. One thread. */
public final class JpegWindow implements AutoCloseable {
  private static final Dimension USUAL = new Dimension(960, 640);

  private final Mat picture = new Mat();
  private final Mat fitted = new Mat();
  private final Tile tile;
  private final TiledWindow window;
  private volatile Caption caption;

  /**
   * @param caption what it says before it is told something else
   * @param controls what the user may do with it
   */
  public JpegWindow(String title, Caption caption, TiledWindow.Controls controls) {
    this.caption = caption;
    this.tile = new Tile(() -> this.caption, USUAL);
    this.window = new TiledWindow(title, List.of(tile), Optional.empty(), controls);
    window.open();
  }

  /** What it says from now on. */
  public void say(Caption saying) {
    caption = saying;
  }

  /**
   * Shows a picture; one that cannot be decoded is left out.
   *
   * @return whether it could be
   */
  public boolean show(ByteString jpeg) {
    boolean isWhole = Jpeg.decode(jpeg, picture);
    if (isWhole) {
      Mat drawn = fitted();
      tile.show(
          drawn.cols(),
          drawn.rows(),
          pixels -> drawn.<ByteBuffer>createBuffer().get(pixels, 0, pixels.length));
      window.open();
    }
    return isWhole;
  }

  private Mat fitted() {
    Letterbox box = new Letterbox(Math.max(1, tile.room().width), Math.max(1, tile.room().height));
    if (box.holds(picture)) {
      return picture;
    }
    box.scale(picture, fitted);
    return fitted;
  }

  /** Closes the window until the next picture. */
  public void hide() {
    window.hide();
  }

  @Override
  public void close() {
    window.close();
    picture.close();
    fitted.close();
  }
}
