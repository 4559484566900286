package throng.edge.camera.crowd;

import java.util.SplittableRandom;

/**
 * What a figure wears, each as red, green and blue.
 *
 * @param fromBehind the whole head is hair
 */
record FigureColours(Colour skin, Colour hair, Colour coat, Colour trousers, boolean fromBehind) {
  private static final int[] SKIN = {0xECC4A8, 0xDEAC88, 0xBA8260, 0x84583E, 0x583A2C};
  private static final int[] HAIR = {0x261E1A, 0x463020, 0x785430, 0xA8A096, 0x18181C};
  private static final int[] COAT = {
    0x282C38, 0x782428, 0x2C4A78, 0x3C5C3E, 0xB0A48C, 0xC8C8CC, 0x5A5A5E, 0x966E3C, 0x583460,
    0x1E1E20
  };
  private static final int[] TROUSERS = {0x222634, 0x3A4A68, 0x46423C, 0x6E6454, 0x1C1C1C};

  static FigureColours random(SplittableRandom random) {
    double light = random.nextDouble(0.8, 1.15);
    return new FigureColours(
        pick(SKIN, light, random),
        pick(HAIR, light, random),
        pick(COAT, light, random),
        pick(TROUSERS, light, random),
        random.nextBoolean());
  }

  private static Colour pick(int[] colours, double light, SplittableRandom random) {
    return Colour.of(colours[random.nextInt(colours.length)]).times(light);
  }

  /** Red, green and blue, 0 to 255 each. */
  record Colour(double red, double green, double blue) {
    static Colour of(int rgb) {
      return new Colour(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    }

    Colour times(double factor) {
      return new Colour(
          Math.min(255, red * factor), Math.min(255, green * factor), Math.min(255, blue * factor));
    }
  }
}
