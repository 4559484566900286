package throng.edge.camera;

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

  Display {
    if (!(pixelAspect >= 1 / LONGEST_PIXEL && pixelAspect <= LONGEST_PIXEL)) {
      pixelAspect = 1;
    }
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
