package throng.gpu.web.site;

import java.util.Optional;
import throng.actors.counts.Network;
import throng.actors.counts.calibration.Calibration;
import throng.actors.counts.calibration.Calibration.Accepted;
import throng.actors.counts.calibration.Correction;
import throng.actors.counts.calibration.CountError;

/**
 * How a camera's count is calibrated.
 *
 * @param state {@code none}, {@code in-force}, or {@code unconfirmed} since another network counts
 * @param network that counts now; empty: none has yet
 * @param pairs how many pictures of that network somebody has counted
 */
record CalibrationLine(
    String state,
    Optional<Factor> accepted,
    Optional<Long> acceptedMillis,
    Optional<NetworkLine> acceptedFor,
    Optional<NetworkLine> network,
    int pairs) {

  /** By what a count is multiplied; 95 of 100 pictures hold from low to high times the count. */
  record Factor(double factor, Optional<Double> low, Optional<Double> high) {
    static Factor of(Correction correction) {
      return new Factor(
          correction.factor(),
          correction.interval().map(Correction.Interval::low),
          correction.interval().map(Correction.Interval::high));
    }
  }

  record NetworkLine(String name, String version) {
    static NetworkLine of(Network network) {
      return new NetworkLine(network.name(), network.version());
    }
  }

  static CalibrationLine of(Calibration calibration, Optional<Network> network) {
    Optional<Accepted> accepted = calibration.accepted();
    return new CalibrationLine(
        state(calibration, network),
        accepted.map(it -> Factor.of(it.correction())),
        accepted.map(Accepted::millis),
        accepted.map(it -> NetworkLine.of(it.network())),
        network.map(NetworkLine::of),
        network.flatMap(calibration::error).map(CountError::pairs).orElse(0));
  }

  private static String state(Calibration calibration, Optional<Network> network) {
    if (calibration.accepted().isEmpty()) {
      return "none";
    }
    return network.filter(calibration::needsConfirmation).isPresent() ? "unconfirmed" : "in-force";
  }
}
