package throng.streams.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a user may set: those that a {@code reference.conf} explains.
 *
 * <p>An entry of {@code edge-nodes}, and each of its cameras, may set what {@code edge-node} may.
 */
final class KnownKeys {
  private static final Set<String> ROOTS = Set.of("throng", "akka");
  private static final Set<String> BLOCKS = Set.of("gpu-node", "edge-node", "edge-nodes");

  private final NodeKind node;
  private final ConfigObject reference;

  KnownKeys(NodeKind node, Config reference) {
    this.node = node;
    this.reference = reference.getObject("throng");
  }

  /** Refuses the first unknown key of the user's file, with its line. */
  void check(Config user) {
    for (Map.Entry<String, ConfigValue> root : user.root().entrySet()) {
      if (!ROOTS.contains(root.getKey())) {
        throw unknown(root.getValue(), root.getKey(), root.getKey(), ROOTS);
      }
    }
    if (user.root().get("throng") instanceof ConfigObject throng) {
      check(throng, List.of());
    }
  }

  /** Refuses {@code path}, the elements below {@code throng}, if no key has this name. */
  void check(List<String> path, String where) {
    if (!isOwn(path) && BLOCKS.contains(path.get(0))) {
      return;
    }
    for (int length = 1; length <= path.size(); length++) {
      List<String> parent = path.subList(0, length - 1);
      String key = path.get(length - 1);
      if (!allows(parent, key)) {
        throw new SettingsException(
            where
                + ": unknown setting throng."
                + String.join(".", path.subList(0, length))
                + suggestion(key, allowed(parent)));
      }
    }
  }

  /** The default that stands behind {@code path}, the elements below {@code throng}. */
  Optional<ConfigValue> defaultOf(List<String> path) {
    ConfigValue value = reference;
    for (String key : inDefaults(path)) {
      if (!(value instanceof ConfigObject object) || !object.containsKey(key)) {
        return Optional.empty();
      }
      value = object.get(key);
    }
    return Optional.of(value);
  }

  private void check(ConfigObject given, List<String> path) {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      List<String> here = append(path, entry.getKey());
      if (!allows(path, entry.getKey())) {
        throw unknown(
            entry.getValue(), "throng." + String.join(".", here), entry.getKey(), allowed(path));
      }
      if (entry.getValue() instanceof ConfigObject below && isOwn(here)) {
        check(below, here);
      }
    }
  }

  private boolean isOwn(List<String> path) {
    return node.blocks().contains(path.get(0));
  }

  private boolean allows(List<String> parent, String key) {
    return isListOfNames(parent) || allowed(parent).contains(key);
  }

  private Collection<String> allowed(List<String> parent) {
    if (parent.isEmpty()) {
      return BLOCKS;
    }
    List<String> keys = new ArrayList<>();
    defaultOf(parent)
        .filter(ConfigObject.class::isInstance)
        .ifPresent(object -> keys.addAll(((ConfigObject) object).keySet()));
    if (parent.size() == 2 && parent.get(0).equals("edge-nodes")) {
      keys.add("cameras");
    }
    return keys;
  }

  private static boolean isListOfNames(List<String> path) {
    return path.equals(List.of("edge-nodes"))
        || (path.size() == 3 && path.get(0).equals("edge-nodes") && path.get(2).equals("cameras"));
  }

  /** Where the default of a path stands: an entry's keys are those of {@code edge-node}. */
  private static List<String> inDefaults(List<String> path) {
    if (path.size() < 2 || !path.get(0).equals("edge-nodes")) {
      return path;
    }
    boolean ofCamera = path.size() >= 4 && path.get(2).equals("cameras");
    List<String> defaults = new ArrayList<>(List.of("edge-node"));
    defaults.addAll(path.subList(ofCamera ? 4 : 2, path.size()));
    return defaults;
  }

  private static SettingsException unknown(
      ConfigValue value, String path, String key, Collection<String> allowed) {
    return new SettingsException(
        value.origin().description() + ": unknown setting " + path + suggestion(key, allowed));
  }

  private static String suggestion(String key, Collection<String> allowed) {
    @Nullable String nearest =
        allowed.stream().min(Comparator.comparingInt(name -> distance(key, name))).orElse(null);
    if (nearest != null && distance(key, nearest) <= 1 + key.length() / 3) {
      return ", did you mean " + nearest + "?";
    }
    return allowed.isEmpty()
        ? "."
        : "; allowed here: " + String.join(", ", allowed.stream().sorted().toList()) + ".";
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }

  private static List<String> append(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }
}
