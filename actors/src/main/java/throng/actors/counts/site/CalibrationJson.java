package throng.actors.counts.site;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import throng.actors.counts.Network;
import throng.actors.counts.calibration.Calibration;
import throng.actors.counts.calibration.Calibration.Accepted;
import throng.actors.counts.calibration.Correction;
import throng.actors.counts.calibration.Correction.Interval;
import throng.actors.counts.calibration.CountPair;

/** A camera's calibration, as the state's file has it. */
final class CalibrationJson {
  private static final String COUNTS_AS = "countsAs";

  private CalibrationJson() {}

  static Map<String, Object> write(Calibration calibration) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("pairs", calibration.pairs().stream().map(CalibrationJson::write).toList());
    calibration.accepted().ifPresent(it -> keys.put("accepted", write(it)));
    return keys;
  }

  static Calibration read(Config calibration) {
    List<CountPair> pairs =
        calibration.getConfigList("pairs").stream().map(CalibrationJson::pair).toList();
    Optional<Accepted> accepted =
        calibration.hasPath("accepted")
            ? Optional.of(accepted(calibration.getConfig("accepted")))
            : Optional.empty();
    return new Calibration(pairs, accepted);
  }

  private static Map<String, Object> write(CountPair pair) {
    return Map.of(
        "number", pair.number(),
        "millis", pair.millis(),
        "network", write(pair.network()),
        "people", pair.people(),
        "counted", pair.counted());
  }

  private static CountPair pair(Config pair) {
    return new CountPair(
        pair.getLong("number"),
        pair.getLong("millis"),
        network(pair.getConfig("network")),
        pair.getDouble("people"),
        pair.getDouble("counted"));
  }

  private static Map<String, Object> write(Accepted accepted) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("factor", accepted.correction().factor());
    accepted
        .correction()
        .interval()
        .ifPresent(it -> keys.put("interval", List.of(it.low(), it.high())));
    keys.put("network", write(accepted.network()));
    keys.put("millis", accepted.millis());
    return keys;
  }

  private static Accepted accepted(Config accepted) {
    Optional<Interval> interval = Optional.empty();
    if (accepted.hasPath("interval")) {
      List<Double> ends = accepted.getDoubleList("interval");
      if (ends.size() != 2) {
        throw new IllegalArgumentException("An interval has two ends.");
      }
      interval = Optional.of(new Interval(ends.get(0), ends.get(1)));
    }
    return new Accepted(
        new Correction(accepted.getDouble("factor"), interval),
        network(accepted.getConfig("network")),
        accepted.getLong("millis"));
  }

  private static Map<String, Object> write(Network network) {
    return Map.of(
        "name", network.name(), "version", network.version(), COUNTS_AS, network.countsAs());
  }

  private static Network network(Config network) {
    Network own = new Network(network.getString("name"), network.getString("version"));
    return network.hasPath(COUNTS_AS)
        ? new Network(own.name(), own.version(), network.getString(COUNTS_AS))
        : own;
  }
}
