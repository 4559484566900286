package throng.actors.counts.site;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import throng.actors.counts.alert.AlertRule;

/**
 * The alerts that were made on the page; those of the settings come to them.
 *
 * @param version grows with each change
 * @param rules by name
 */
public record AlertBook(long version, Map<String, AlertRule> rules) {
  /** Of no alert yet. */
  public static final AlertBook NONE = new AlertBook(0, Map.of());

  private static final int MOST = 1000;

  public AlertBook {
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    if (rules.size() > MOST) {
      throw new IllegalArgumentException(
          "There can be at most %d alerts: delete one first.".formatted(MOST));
    }
  }

  /** With a rule, in place of one of its name. */
  public AlertBook with(AlertRule rule) {
    Map<String, AlertRule> more = new LinkedHashMap<>(rules);
    more.put(rule.name(), rule);
    return new AlertBook(version, more);
  }

  /**
   * Without a rule.
   *
   * @throws IllegalArgumentException in a sentence, if there is none of this name
   */
  public AlertBook without(String name) {
    Map<String, AlertRule> rest = new LinkedHashMap<>(rules);
    if (rest.remove(name) == null) {
      throw new IllegalArgumentException(
          "No alert " + name + " was made here; those of the settings file are changed there.");
    }
    return new AlertBook(version, rest);
  }

  AlertBook version(long newer) {
    return new AlertBook(newer, rules);
  }
}
