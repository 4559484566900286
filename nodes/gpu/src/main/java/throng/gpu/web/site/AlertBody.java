package throng.gpu.web.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.AlertTemplate;
import throng.actors.counts.alert.Measure;
import throng.actors.counts.alert.Schedule;
import throng.gpu.web.http.Problem;

/** An alert's rule as somebody sends it; what is left out is as in the settings' template. */
record AlertBody(
    String where,
    Optional<Looks> measure,
    double above,
    Optional<Double> below,
    Optional<Double> forSeconds,
    Optional<Double> clearForSeconds,
    Optional<Double> overSeconds,
    Optional<String> when,
    Optional<Grave> severity,
    @JsonProperty("notify") Optional<List<String>> targets) {
  private static final double LONGEST_SECONDS = 1e7;
  private static final double MILLIS = 1000;

  /** What it looks at. */
  enum Looks {
    @JsonProperty("people")
    PEOPLE(Measure.PEOPLE),
    @JsonProperty("density")
    DENSITY(Measure.DENSITY),
    @JsonProperty("rise")
    RISE(Measure.RISE);

    private final Measure measure;

    Looks(Measure measure) {
      this.measure = measure;
    }
  }

  /** How much it matters. */
  enum Grave {
    @JsonProperty("info")
    INFO(Severity.INFO),
    @JsonProperty("warning")
    WARNING(Severity.WARNING),
    @JsonProperty("critical")
    CRITICAL(Severity.CRITICAL);

    private final Severity severity;

    Grave(Severity severity) {
      this.severity = severity;
    }
  }

  /** Where it looks. */
  Series place() {
    return Series.parse(where)
        .orElseThrow(
            () ->
                Problem.of(
                    400, "where must be node/camera or node/camera/zone, and is '" + where + "'."));
  }

  /**
   * The rule.
   *
   * @param known the names that {@code notify} may hold
   * @throws IllegalArgumentException in a sentence that names the key, if it is none
   */
  AlertRule rule(String name, AlertTemplate template, Set<String> known) {
    return new AlertRule(
        name,
        place(),
        measure.map(it -> it.measure).orElse(template.measure()),
        above,
        below.orElseGet(() -> AlertTemplate.below(above)),
        forSeconds.map(it -> time("forSeconds", it)).orElse(template.holdFor()),
        clearForSeconds.map(it -> time("clearForSeconds", it)).orElse(template.clearFor()),
        overSeconds.map(it -> time("overSeconds", it)).orElse(template.over()),
        when.map(AlertBody::schedule).orElse(template.when()),
        severity.map(it -> it.severity).orElse(template.severity()),
        targets.map(it -> checked(it, known)).orElse(template.targets()));
  }

  static Duration time(String key, double seconds) {
    if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
      throw Problem.of(400, key + " must be a number of seconds, and is " + seconds + ".");
    }
    return Duration.ofMillis(Math.round(MILLIS * seconds));
  }

  private static Schedule schedule(String when) {
    try {
      return Schedule.parse(when);
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "when: " + e.getMessage());
    }
  }

  private static List<String> checked(List<String> names, Set<String> known) {
    unknown(names, known)
        .ifPresent(
            sentence -> {
              throw Problem.of(400, sentence);
            });
    return names.stream().distinct().toList();
  }

  /** What is wrong with whom an alert is to tell, in a sentence; empty: nothing. */
  static Optional<String> unknown(List<String> names, Set<String> known) {
    for (String name : names) {
      if (name == null || !known.contains(name)) {
        return Optional.of(
            "notify names '%s', which no webhook or mail of the settings file is called; there %s."
                .formatted(name, known.isEmpty() ? "is none" : "are " + String.join(", ", known)));
      }
    }
    return Optional.empty();
  }
}
