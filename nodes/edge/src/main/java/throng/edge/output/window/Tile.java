package throng.edge.output.window;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One camera's part of a window: the newest of many pictures, and what is said of it.
 *
 * <p>One thread gives pictures, the event dispatch thread paints them; neither waits for the other
 * longer than a picture takes to be painted. Two pictures are in memory at most, and a grey one.
 */
public final class Tile {
  /** Of a picture that has not come. */
  private static final Dimension USUAL = new Dimension(4, 3);

  private final Supplier<Caption> caption;
  private volatile Runnable changed = () -> {};
  private volatile Dimension room;
  private volatile boolean isOpen = true;
  private @Nullable BufferedImage shown;
  private @Nullable BufferedImage grey;
  private @Nullable BufferedImage spare;

  /**
   * @param caption asked for on the event dispatch thread, about twice a second
   * @param room how large its place is before it is painted for the first time
   */
  public Tile(Supplier<Caption> caption, Dimension room) {
    this.caption = caption;
    this.room = room;
  }

  /** How large a picture is of use: its place on the screen, in pixels. */
  public Dimension room() {
    return room;
  }

  /** Whether anybody sees it. */
  public boolean isOpen() {
    return isOpen;
  }

  /**
   * Shows a picture.
   *
   * @param pixels fills in its pixels: rows of blue, green, red
   */
  public void show(int width, int height, Consumer<byte[]> pixels) {
    BufferedImage next = spare;
    if (next == null || next.getWidth() != width || next.getHeight() != height) {
      next = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }
    pixels.accept(((DataBufferByte) next.getRaster().getDataBuffer()).getData());
    spare = swap(next);
    changed.run();
  }

  private synchronized @Nullable BufferedImage swap(BufferedImage next) {
    BufferedImage before = shown;
    shown = next;
    grey = null;
    return before;
  }

  Caption caption() {
    return caption.get();
  }

  /** The picture's shape. */
  synchronized Dimension shape() {
    return shown == null ? USUAL : new Dimension(shown.getWidth(), shown.getHeight());
  }

  void onChange(Runnable repaint) {
    changed = repaint;
  }

  /** Nobody sees it any more: pictures are of no use, and let go. */
  synchronized void close() {
    isOpen = false;
    changed = () -> {};
    shown = null;
    grey = null;
  }

  /** Paints the picture, undistorted and as large as can be. */
  synchronized void paint(Graphics2D graphics, Rectangle place, boolean isFresh) {
    double pixels = graphics.getTransform().getScaleX();
    room = new Dimension((int) (place.width * pixels), (int) (place.height * pixels));
    BufferedImage newest = shown;
    if (newest == null || place.width <= 0 || place.height <= 0) {
      return;
    }
    Dimension size = TileLayout.fitting(shape(), place.width, place.height);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(
        isFresh ? newest : grey(newest),
        place.x + (place.width - size.width) / 2,
        place.y + (place.height - size.height) / 2,
        size.width,
        size.height,
        null);
  }

  private BufferedImage grey(BufferedImage coloured) {
    BufferedImage made = grey;
    if (made == null) {
      made =
          new BufferedImage(
              coloured.getWidth(), coloured.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
      Graphics2D graphics = made.createGraphics();
      graphics.drawImage(coloured, 0, 0, null);
      graphics.dispose();
      grey = made;
    }
    return made;
  }
}
