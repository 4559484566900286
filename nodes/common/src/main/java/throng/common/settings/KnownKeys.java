package throng.common.settings;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import throng.streams.settings.Block;
import throng.streams.settings.Masked;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/**
 * Which keys a file may set: those that its reference explains.
 *
 * <p>Where the reference has the key {@value Block#ANY_NAME}, a block is a map: its keys are names
 * that somebody chose, and what stands below that key may be set for each of them.
 */
public final class KnownKeys {
  static final String NAME = Block.ANY_NAME;

  private static final ConfigObject NOTHING = ConfigFactory.empty().root();

  private final String where;
  private final ConfigObject reference;

  /**
   * @param where what stands before the keys in sentences: {@code throng.}, or nothing
   * @param reference every key, with its default; null: it has none
   */
  public KnownKeys(String where, ConfigObject reference) {
    this.where = where;
    this.reference = reference;
  }

  /**
   * Refuses the first unknown key, and what was printed in a secret's place, with its line.
   *
   * @param isOwn of the keys at the top, those below which is looked
   */
  public void check(ConfigObject given, Predicate<String> isOwn) {
    check(given, reference, List.of(), isOwn);
  }

  private void check(
      ConfigObject given, ConfigObject known, List<String> path, Predicate<String> isOwn) {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      ConfigValue value = entry.getValue();
      List<String> here = append(path, entry.getKey());
      ConfigValue template = template(known, entry.getKey());
      if (template == null) {
        throw unknown(value.origin().description(), here, known.keySet());
      }
      if (!path.isEmpty() || isOwn.test(entry.getKey())) {
        if (value instanceof ConfigObject below && template instanceof ConfigObject allowed) {
          check(below, allowed, here, isOwn);
        } else if (Masked.isIn(value)) {
          throw masked(value, here);
        }
      }
    }
  }

  /** Refuses a key that was set elsewhere than in the file. */
  void check(List<String> path, String origin) {
    for (int length = 1; length <= path.size(); length++) {
      if (at(path.subList(0, length)) == null) {
        ConfigValue above = at(path.subList(0, length - 1));
        Set<String> allowed = above instanceof ConfigObject block ? block.keySet() : Set.of();
        throw unknown(origin, path.subList(0, length), allowed);
      }
    }
  }

  /** Whether a list stands at this path. */
  boolean isList(List<String> path) {
    ConfigValue known = at(path);
    return known != null && known.valueType() == ConfigValueType.LIST;
  }

  /** Whether the path is that of a map's entry. */
  boolean isEntry(List<String> path) {
    return at(path.subList(0, path.size() - 1)) instanceof ConfigObject map
        && map.containsKey(NAME);
  }

  /** The path of every key that may be set, a map's for each name that {@code given} has. */
  List<List<String>> paths(ConfigObject given) {
    List<List<String>> paths = new ArrayList<>();
    collect(reference, given, List.of(), paths);
    return paths;
  }

  private static void collect(
      ConfigObject known, ConfigObject given, List<String> path, List<List<String>> to) {
    for (String key : known.containsKey(NAME) ? given.keySet() : known.keySet()) {
      List<String> here = append(path, key);
      if (template(known, key) instanceof ConfigObject block) {
        collect(block, given.get(key) instanceof ConfigObject it ? it : NOTHING, here, to);
      } else {
        to.add(here);
      }
    }
  }

  /** The reference without its maps' templates: what holds where nobody set anything. */
  static ConfigObject defaults(ConfigObject reference) {
    ConfigObject defaults = reference.withoutKey(NAME);
    for (Map.Entry<String, ConfigValue> entry : defaults.entrySet()) {
      if (entry.getValue() instanceof ConfigObject block) {
        defaults = defaults.withValue(entry.getKey(), defaults(block));
      }
    }
    return defaults;
  }

  private @Nullable ConfigValue at(List<String> path) {
    ConfigValue known = reference;
    for (String key : path) {
      known = known instanceof ConfigObject block ? template(block, key) : null;
    }
    return known;
  }

  private static @Nullable ConfigValue template(ConfigObject known, String key) {
    return known.getOrDefault(key, known.get(NAME));
  }

  private SettingsException unknown(String origin, List<String> path, Set<String> allowed) {
    String key = path.get(path.size() - 1);
    String hint =
        Nearest.to(key, allowed)
            .map(nearest -> ", did you mean " + nearest + "?")
            .orElse(
                "; allowed here: " + String.join(", ", allowed.stream().sorted().toList()) + ".");
    return new SettingsException(
        origin + ": unknown setting " + where + Redaction.of(String.join(".", path)) + hint);
  }

  private SettingsException masked(ConfigValue value, List<String> path) {
    return new SettingsException(
        value.origin().description()
            + ": "
            + where
            + String.join(".", path)
            + " holds "
            + Redaction.HIDDEN
            + ", which stands for a secret where settings are printed: write the secret itself.");
  }

  private static List<String> append(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }
}
