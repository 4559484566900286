package throng.actors.serving;

import java.util.List;
import java.util.Optional;

/**
 * What a network would have counted in another one's place.
 *
 * @param network the one that might be used
 * @param of the one that counts
 * @param share of the pictures that were to be counted by both, from 0 to 1
 * @param missed how many of those were not, since there was no time to spare
 * @param failed how many of those the network gave no count for
 * @param cameras by name
 */
public record ShadowReport(
    String network, String of, double share, long missed, long failed, List<Difference> cameras) {
  /**
   * One camera's.
   *
   * @param pictures that both have counted
   * @param meanOld people a picture, by the network that counts
   * @param meanNew by the other one
   * @param difference the other one's less the first one's, in the mean
   * @param spread the standard deviation of the differences
   * @param correlation of the counts, from -1 to 1; empty: one of them never changed
   * @param millisOld how long a batch took, in the mean
   * @param millisNew the same of the other one
   */
  public record Difference(
      String camera,
      long pictures,
      double meanOld,
      double meanNew,
      double difference,
      double spread,
      Optional<Double> correlation,
      double millisOld,
      double millisNew) {}
}
