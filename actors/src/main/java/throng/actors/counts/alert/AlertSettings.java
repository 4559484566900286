package throng.actors.counts.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

/**
 * The alerts that stand in the settings: {@code throng.gpu-node.alerts}, and what is built in.
 *
 * @param silent of each camera that has no count
 * @param template of an alert that does not say everything
 */
public record AlertSettings(List<AlertRule> rules, SilentCamera silent, AlertTemplate template) {
  private static final String MOST = "1000000000";

  public AlertSettings {
    rules = List.copyOf(rules);
  }

  /**
   * What is told of a camera without a count.
   *
   * @param forgetAfter how long it may be silent and away until it is taken to be gone for good
   */
  public record SilentCamera(
      Schedule when,
      Severity severity,
      List<String> targets,
      Duration clearFor,
      Duration forgetAfter) {
    public SilentCamera {
      targets = List.copyOf(targets);
    }

    /** The rule for one camera. */
    public AlertRule rule(Series camera) {
      return new AlertRule(
          AlertRule.CAMERA_SILENT,
          camera,
          Measure.SILENCE,
          1,
          1,
          Duration.ZERO,
          clearFor,
          Duration.ofMinutes(1),
          when,
          severity,
          targets);
    }
  }

  /**
   * Reads {@code throng.gpu-node}.
   *
   * @throws SettingsException if a value is wrong, with its key and place
   */
  public static AlertSettings from(Block gpuNode) {
    Block template = gpuNode.block("alert");
    numbers(template);
    List<AlertRule> rules = new ArrayList<>();
    for (Map.Entry<String, Block> entry : gpuNode.entries("alerts", template).entrySet()) {
      rules.add(rule(entry.getKey(), entry.getValue()));
    }
    return new AlertSettings(
        rules, silent(gpuNode.block("camera-silent")), AlertTemplate.from(template));
  }

  /** The part of a rule that is a number or a time, each within its range. */
  private record Numbers(
      double above, double below, Duration holdFor, Duration clearFor, Duration over) {}

  private static Numbers numbers(Block alert) {
    double above = alert.number("above", "0", MOST);
    double below =
        alert
            .unless("auto", "below", key -> alert.number(key, "0", MOST))
            .orElseGet(() -> AlertTemplate.below(above));
    return new Numbers(
        above,
        below,
        alert.time("for", "0s", "1d"),
        alert.time("clear-for", "0s", "1d"),
        alert.time("over", "10s", "5m"));
  }

  private static AlertRule rule(String name, Block alert) {
    Numbers numbers = numbers(alert);
    Measure measure = AlertTemplate.measure(alert);
    Series where = alert.read("where", "must be node/camera or node/camera/zone", Series::parse);
    Schedule when = schedule(alert);
    Severity severity = alert.oneOf("severity", Severity.class);
    List<String> targets = alert.texts("notify");
    try {
      return new AlertRule(
          name,
          where,
          measure,
          numbers.above(),
          numbers.below(),
          numbers.holdFor(),
          numbers.clearFor(),
          numbers.over(),
          when,
          severity,
          targets);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "%s: throng.gpu-node.alerts.%s: %s"
              .formatted(alert.origin("where"), name, e.getMessage()));
    }
  }

  static Schedule schedule(Block alert) {
    try {
      return Schedule.parse(alert.text("when"));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(alert.origin("when") + ": " + e.getMessage());
    }
  }

  private static SilentCamera silent(Block silent) {
    return new SilentCamera(
        schedule(silent),
        silent.oneOf("severity", Severity.class),
        silent.texts("notify"),
        silent.time("clear-for", "0s", "1d"),
        silent.time("forget-after", "1m", "30d"));
  }
}
