package throng.gpu.evaluate;

import java.util.Locale;

/** How far estimates are from the truth: adds up errors, one picture after another. */
final class Scores {
  private int pictures;
  private double absolute;
  private double squared;
  private double signed;

  void add(int truth, double estimate) {
    double error = estimate - truth;
    pictures++;
    absolute += Math.abs(error);
    squared += error * error;
    signed += error;
  }

  /** The line that ends an evaluation; bias above 0: too many were counted. */
  String line(double picturesPerSecond) {
    return String.format(
        Locale.ROOT,
        "MAE %.2f RMSE %.2f bias %.2f pictures %d pictures/s %.1f",
        absolute / pictures,
        Math.sqrt(squared / pictures),
        signed / pictures,
        pictures,
        picturesPerSecond);
  }

  int pictures() {
    return pictures;
  }
}
