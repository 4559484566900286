package throng.actors.counts;

/**
 * What was counted of a series in one second. A second without a count has none: a gap, never 0.
 *
 * @param epochSecond since 1970-01-01 UTC
 * @param mean of the counts in it, in people, as the network counted
 * @param min the least of them
 * @param max the most of them
 * @param n how many counts
 * @param factor by which the camera's counts are multiplied for people to see; 1: by nothing
 * @param network which counted last in it, its name and version; empty: that is not known
 */
public record SecondMean(
    Series series,
    long epochSecond,
    double mean,
    double min,
    double max,
    int n,
    double factor,
    String network) {
  /** One of which nobody knows who counted. */
  public SecondMean(
      Series series, long epochSecond, double mean, double min, double max, int n, double factor) {
    this(series, epochSecond, mean, min, max, n, factor, "");
  }

  /** The mean as it is shown, published and judged by alerts. */
  public double people() {
    return mean * factor;
  }
}
