package throng.actors.counts.calibration;

import throng.actors.counts.Network;

/**
 * One picture that a person has counted, without the picture.
 *
 * @param number unique within its camera
 * @param millis when the picture was counted, since 1970-01-01 UTC
 * @param network which counted it
 * @param people as the person counted them; not those under a mask
 * @param counted as the network counted them, masks left out
 */
public record CountPair(long number, long millis, Network network, double people, double counted) {
  private static final double MOST = 1e6;

  public CountPair {
    if (!(people >= 0 && people <= MOST && counted >= 0 && counted <= MOST)) {
      throw new IllegalArgumentException(
          "There can be from 0 to 1000000 people in a picture; these are %s, and %s as counted."
              .formatted(people, counted));
    }
  }
}
