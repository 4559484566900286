package throng.edge.camera;

import java.util.Optional;
import throng.streams.frame.PixelSize;

/**
 * How a picture is meant to be looked at; what is sent is upright and has square pixels.
 *
 * @param orientation of the stored pixels
 * @param pixelAspect a stored pixel's width divided by its height
 */
record Display(Orientation orientation, double pixelAspect) {
  /** As it is stored. */
  static final Display PLAIN = new Display(Orientation.UPRIGHT, 1);

  /** Pixels that are longer than this are a mistake in the file. */
  private static final double LONGEST_PIXEL = 8;

  /** Densities are rounded when they are written: no picture is resized for what that makes. */
  private static final double SQUARE_WITHIN = 0.01;

  Display {
    boolean isPlausible = pixelAspect >= 1 / LONGEST_PIXEL && pixelAspect <= LONGEST_PIXEL;
    if (!isPlausible || Math.abs(pixelAspect - 1) < SQUARE_WITHIN) {
      pixelAspect = 1;
    }
  }

  /**
   * @param x pixels to a unit of length across
   * @param y pixels to the same unit downwards
   */
  static double aspectOfDensities(double x, double y) {
    return y / x;
  }

  boolean isPlain() {
    return equals(PLAIN);
  }

  /** The width that {@code stored} pixels have once they are square; never fewer than stored. */
  int squareWidth(int stored) {
    return (int) Math.round(stored * Math.max(1, pixelAspect));
  }

  /** The height that {@code stored} pixels have once they are square; never fewer than stored. */
  int squareHeight(int stored) {
    return (int) Math.round(stored * Math.max(1, 1 / pixelAspect));
  }

  /**
   * The width that gives the wanted size once the picture is turned.
   *
   * @param wanted empty: its own, with square pixels
   */
  int storedWidth(int stored, Optional<PixelSize> wanted) {
    if (wanted.isEmpty()) {
      return squareWidth(stored);
    }
    return orientation.transposes() ? wanted.get().height() : wanted.get().width();
  }

  /** The height that does. */
  int storedHeight(int stored, Optional<PixelSize> wanted) {
    if (wanted.isEmpty()) {
      return squareHeight(stored);
    }
    return orientation.transposes() ? wanted.get().width() : wanted.get().height();
  }

  /** How many pixels so many stored ones are once they are square. */
  long squarePixels(long stored) {
    return Math.round(stored * Math.max(pixelAspect, 1 / pixelAspect));
  }

  /** What is wrong with the stored picture, as in 'it is stored …'. */
  String words() {
    String turned =
        orientation == Orientation.UPRIGHT
            ? ""
            : "turned or mirrored (EXIF orientation " + (orientation.ordinal() + 1) + ")";
    String pixels = pixelAspect == 1 ? "" : "with pixels that are not square";
    return turned.isEmpty() || pixels.isEmpty() ? turned + pixels : turned + " and " + pixels;
  }
}
