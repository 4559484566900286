package throng.gpu.web.live;

/** Numbers as short as they mean something. */
final class Rounded {
  private static final double TENTHS = 10;

  private Rounded() {}

  static double tenth(double number) {
    return Math.round(number * TENTHS) / TENTHS;
  }
}
