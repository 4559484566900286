package throng.actors.counts.site;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.AlertMemory.Silence;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.Measure;
import throng.actors.counts.alert.Schedule;
import throng.actors.counts.alert.Silences;

/** Alerts' rules, as the state's file has them, and their memory, which is a file of its own. */
public final class AlertJson {
  private static final String SILENCES = "silences";
  private static final String TOLD = "told";

  private AlertJson() {}

  static Map<String, Object> write(AlertRule rule) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", rule.name());
    keys.put("where", rule.where().toString());
    keys.put("measure", rule.measure().name());
    keys.put("above", rule.above());
    keys.put("below", rule.below());
    keys.put("for-millis", rule.holdFor().toMillis());
    keys.put("clear-for-millis", rule.clearFor().toMillis());
    keys.put("over-millis", rule.over().toMillis());
    keys.put("when", rule.when().toString());
    keys.put("severity", rule.severity().name());
    keys.put("notify", rule.targets());
    return keys;
  }

  static AlertRule rule(Config rule) {
    return new AlertRule(
        rule.getString("name"),
        series(rule.getString("where")),
        rule.getEnum(Measure.class, "measure"),
        rule.getDouble("above"),
        rule.getDouble("below"),
        Duration.ofMillis(rule.getLong("for-millis")),
        Duration.ofMillis(rule.getLong("clear-for-millis")),
        Duration.ofMillis(rule.getLong("over-millis")),
        Schedule.parse(rule.getString("when")),
        rule.getEnum(Severity.class, "severity"),
        rule.getStringList("notify"));
  }

  /** The memory's file. */
  public static String write(AlertMemory memory) {
    return Json.write(
        Map.of(
            "firing",
            memory.firing().stream().map(AlertJson::write).toList(),
            SILENCES,
            write(memory.silences())));
  }

  static Map<String, Object> write(Silences silences) {
    return Map.of(
        "version", silences.version(),
        "edit", silences.edit(),
        "all", silences.all().stream().map(AlertJson::write).toList());
  }

  static Silences silences(Config silences) {
    return new Silences(
        silences.getLong("version"),
        silences.getLong("edit"),
        silences.getConfigList("all").stream().map(AlertJson::silence).toList());
  }

  // Before nodes had them in common they were a list.
  private static Silences silencesOf(Config file) {
    return file.getValue(SILENCES).valueType() == ConfigValueType.LIST
        ? new Silences(0, 0, file.getConfigList(SILENCES).stream().map(AlertJson::silence).toList())
        : silences(file.getConfig(SILENCES));
  }

  /**
   * Reads it.
   *
   * @param where the file's name, for sentences
   * @throws IllegalArgumentException in a sentence, if it is no such file
   */
  public static AlertMemory memory(String text, String where) {
    return Json.read(
        text,
        where,
        file ->
            new AlertMemory(
                file.getConfigList("firing").stream().map(AlertJson::firing).toList(),
                silencesOf(file)));
  }

  private static Map<String, Object> write(Firing firing) {
    return Map.of(
        "alert",
        firing.alert(),
        "where",
        firing.where().toString(),
        "id",
        firing.id(),
        "since-millis",
        firing.sinceMillis(),
        "severity",
        firing.severity().name(),
        "notify",
        firing.targets(),
        TOLD,
        firing.isTold());
  }

  private static Firing firing(Config firing) {
    return new Firing(
        firing.getString("alert"),
        series(firing.getString("where")),
        firing.getString("id"),
        firing.getLong("since-millis"),
        firing.getEnum(Severity.class, "severity"),
        firing.getStringList("notify"),
        // A file that does not say so has only those that were told.
        !firing.hasPath(TOLD) || firing.getBoolean(TOLD));
  }

  private static Map<String, Object> write(Silence silence) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("alert", silence.alert());
    silence.where().ifPresent(where -> keys.put("where", where.toString()));
    keys.put("until-millis", silence.untilMillis());
    return keys;
  }

  private static Silence silence(Config silence) {
    return new Silence(
        silence.getString("alert"),
        silence.hasPath("where")
            ? Optional.of(series(silence.getString("where")))
            : Optional.empty(),
        silence.getLong("until-millis"));
  }

  private static Series series(String text) {
    return Series.parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("'" + text + "' is no node/camera[/zone]."));
  }
}
