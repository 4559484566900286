package throng.actors.counts.alert;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import throng.actors.counts.Severity;
import throng.streams.settings.Block;

/**
 * What an alert keeps to where it does not say otherwise: {@code throng.gpu-node.alert}.
 *
 * @param targets the names of whom to notify
 */
public record AlertTemplate(
    Measure measure,
    Duration holdFor,
    Duration clearFor,
    Duration over,
    Schedule when,
    Severity severity,
    List<String> targets) {
  private static final double BELOW = 0.9;

  public AlertTemplate {
    targets = List.copyOf(targets);
  }

  /** Reads the block. */
  static AlertTemplate from(Block alert) {
    return new AlertTemplate(
        measure(alert),
        alert.time("for", "0s", "1d"),
        alert.time("clear-for", "0s", "1d"),
        alert.time("over", "10s", "5m"),
        AlertSettings.schedule(alert),
        alert.oneOf("severity", Severity.class),
        alert.texts("notify"));
  }

  static Measure measure(Block alert) {
    return Measure.valueOf(
        alert.word("measure", "people", "density", "rise").toUpperCase(Locale.ROOT));
  }

  /** Under how many an alert begins to end that does not say it. */
  public static double below(double above) {
    return BELOW * above;
  }
}
