package throng.gpu.web.site;

import java.util.List;
import java.util.Optional;
import throng.actors.counts.Network;
import throng.actors.counts.calibration.Calibration;
import throng.actors.counts.calibration.CountError;
import throng.actors.counts.calibration.CountPair;
import throng.actors.counts.site.CameraSite;
import throng.gpu.web.live.Rounded;

/**
 * The pictures of a camera that somebody has counted, and what follows from those of the network
 * that counts now.
 *
 * @param version of everything that people have said of the camera
 * @param forInterval from so many pairs with a ratio on there is an interval, and a factor is
 *     proposed
 * @param ratios how many of those of the network that counts now have one: there are people in the
 *     picture, and some were counted
 * @param bias how many people too many the network counts in a picture, in the mean
 * @param error how many it is off, in the mean
 * @param proposed empty: nothing follows
 */
record PairList(
    long version,
    List<Pair> pairs,
    int forInterval,
    int ratios,
    Optional<Double> bias,
    Optional<Double> error,
    Optional<CalibrationLine.Factor> proposed,
    CalibrationLine calibration) {

  /** One counted picture; used: it is of the network that counts now. */
  record Pair(
      long number,
      long atMillis,
      double people,
      double counted,
      CalibrationLine.NetworkLine network,
      boolean used) {
    static Pair of(CountPair pair, Optional<Network> network) {
      return new Pair(
          pair.number(),
          pair.millis(),
          pair.people(),
          Rounded.tenth(pair.counted()),
          CalibrationLine.NetworkLine.of(pair.network()),
          network.filter(pair.network()::countsLike).isPresent());
    }
  }

  static PairList of(CameraSite site, Optional<Network> network) {
    Calibration calibration = site.calibration();
    Optional<CountError> error = network.flatMap(calibration::error);
    return new PairList(
        site.version(),
        calibration.pairs().stream().map(it -> Pair.of(it, network)).toList(),
        CountError.LEAST_FOR_INTERVAL,
        error.map(CountError::ratios).orElse(0),
        error.map(it -> Rounded.hundredth(it.bias())),
        error.map(it -> Rounded.hundredth(it.error())),
        error.flatMap(CountError::proposed).map(CalibrationLine.Factor::of),
        CalibrationLine.of(calibration, network));
  }
}
