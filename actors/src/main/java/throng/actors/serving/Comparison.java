package throng.actors.serving;

import java.util.Optional;

/** How two networks' counts of one camera's pictures differ, picture by picture. One thread. */
final class Comparison {
  private long pictures;
  private double meanOld;
  private double meanNew;
  // Sums of squares, and of products, around the means.
  private double squaresOld;
  private double squaresNew;
  private double products;
  private double millisOld;
  private double millisNew;

  /**
   * A picture that both have counted.
   *
   * @param oldMillis how long the batch took in which it ran
   */
  void add(double oldCount, double newCount, double oldMillis, double newMillis) {
    pictures++;
    double offOld = oldCount - meanOld;
    double offNew = newCount - meanNew;
    meanOld += offOld / pictures;
    meanNew += offNew / pictures;
    squaresOld += offOld * (oldCount - meanOld);
    squaresNew += offNew * (newCount - meanNew);
    products += offOld * (newCount - meanNew);
    millisOld += oldMillis;
    millisNew += newMillis;
  }

  /** What it comes to. */
  ShadowReport.Difference read(String camera) {
    double squares = Math.max(0, squaresOld + squaresNew - 2 * products);
    double spread = pictures > 1 ? Math.sqrt(squares / (pictures - 1)) : 0;
    double both = Math.sqrt(squaresOld * squaresNew);
    return new ShadowReport.Difference(
        camera,
        pictures,
        meanOld,
        meanNew,
        meanNew - meanOld,
        spread,
        both > 0 ? Optional.of(products / both) : Optional.empty(),
        millisOld / Math.max(1, pictures),
        millisNew / Math.max(1, pictures));
  }
}
