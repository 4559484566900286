package throng.gpu.web.live;

/** Numbers as short as they mean something. */
public final class Rounded {
  private static final double TENTHS = 10;
  private static final double HUNDREDTHS = 100;

  private Rounded() {}

  /** For people. */
  public static double tenth(double number) {
    return Math.round(number * TENTHS) / TENTHS;
  }

  /** For densities and areas. */
  public static double hundredth(double number) {
    return Math.round(number * HUNDREDTHS) / HUNDREDTHS;
  }
}
