package throng.actors.counts.calibration;

/** Student's t distribution, as far as intervals need it. */
final class StudentT {
  private static final int HALVINGS = 100;

  private StudentT() {}

  /**
   * How far from its middle a share of the distribution lies, both sides together.
   *
   * @param share such as 0.95
   * @param freedom degrees of freedom, at least 1
   */
  static double within(double share, int freedom) {
    double low = 0;
    double high = 1;
    while (inside(high, freedom) < share) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (inside(middle, freedom) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * The share between -t and t, by the finite series for whole degrees of freedom (Abramowitz and
   * Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4).
   */
  private static double inside(double t, int freedom) {
    double angle = Math.atan(t / Math.sqrt(freedom));
    double cosine = Math.cos(angle);
    boolean isOdd = freedom % 2 == 1;
    double term = isOdd ? cosine : 1;
    double sum = freedom == 1 ? 0 : term;
    for (int i = isOdd ? 3 : 2; i < freedom; i += 2) {
      term *= cosine * cosine * (i - 1) / i;
      sum += term;
    }
    double series = Math.sin(angle) * sum;
    return isOdd ? 2 / Math.PI * (angle + series) : series;
  }
}
