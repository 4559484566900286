package throng.gpu.web.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.AlertState;
import throng.actors.counts.alert.AlertTemplate;
import throng.gpu.web.live.CameraAlert;
import throng.gpu.web.live.Rounded;

/**
 * An alert and how it stands.
 *
 * @param origin {@code page}, {@code settings} or {@code built-in}
 * @param sinceMillis when it began to fire, UTC; empty: it does not
 * @param blind whether there is no count any more that would tell whether it still fires with
 *     reason
 * @param value what was measured in the last second; empty: nothing
 * @param silencedUntilMillis until when nobody is notified of it; empty: they are
 */
record AlertLine(
    String name,
    String origin,
    Rule rule,
    String state,
    Optional<Long> sinceMillis,
    boolean blind,
    Optional<Double> value,
    Optional<Long> silencedUntilMillis) {
  private static final double MILLIS = 1000;

  /** As it was made. */
  record Rule(
      String where,
      String measure,
      double above,
      double below,
      double forSeconds,
      double clearForSeconds,
      double overSeconds,
      String when,
      String severity,
      @JsonProperty("notify") List<String> targets) {
    static Rule of(AlertRule rule) {
      return new Rule(
          rule.where().toString(),
          word(rule.measure()),
          rule.above(),
          rule.below(),
          seconds(rule.holdFor()),
          seconds(rule.clearFor()),
          seconds(rule.over()),
          rule.when().toString(),
          word(rule.severity()),
          rule.targets());
    }
  }

  /** What holds for an alert that does not say it. */
  record Defaults(
      String measure,
      double forSeconds,
      double clearForSeconds,
      double overSeconds,
      String when,
      String severity,
      @JsonProperty("notify") List<String> targets) {
    static Defaults of(AlertTemplate template) {
      return new Defaults(
          word(template.measure()),
          seconds(template.holdFor()),
          seconds(template.clearFor()),
          seconds(template.over()),
          template.when().toString(),
          word(template.severity()),
          template.targets());
    }
  }

  /** One that has been judged. */
  static AlertLine of(AlertRule rule, String origin, AlertNow now) {
    return new AlertLine(
        rule.name(),
        origin,
        Rule.of(rule),
        word(now.state()),
        boxed(now.sinceMillis()),
        now.isBlind(),
        now.value().isPresent()
            ? Optional.of(Rounded.hundredth(now.value().getAsDouble()))
            : Optional.empty(),
        boxed(now.silencedUntilMillis()));
  }

  /** As the node has it that judges it. */
  AlertLine judged(CameraAlert there) {
    return new AlertLine(
        name,
        origin,
        rule,
        there.state(),
        there.sinceMillis(),
        there.blind(),
        Optional.empty(),
        there.silencedUntilMillis());
  }

  /** One that this node has judged no second by. */
  static AlertLine fresh(AlertRule rule, String origin, OptionalLong silencedUntilMillis) {
    return new AlertLine(
        rule.name(),
        origin,
        Rule.of(rule),
        word(AlertState.INACTIVE),
        Optional.empty(),
        false,
        Optional.empty(),
        boxed(silencedUntilMillis));
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MILLIS;
  }

  private static Optional<Long> boxed(OptionalLong millis) {
    return millis.isPresent() ? Optional.of(millis.getAsLong()) : Optional.empty();
  }
}
