package throng.common.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Settings from outside the file: {@code -Dthrong.gpu-node.listen=…} and {@code
 * THRONG_GPU_NODE_LISTEN=…}. A list is given as its elements with commas between them.
 */
final class Overrides {
  private static final String OURS = "THRONG_";

  /** Kubernetes sets these for every service whose name begins with ours. */
  private static final Pattern OF_A_SERVICE = Pattern.compile(".*_(SERVICE_.*|PORT(_.*)?)");

  private final KnownKeys known;
  private final Map<String, List<String>> variables = new TreeMap<>();

  /**
   * @param user the block {@code throng} of the user's file: its edge nodes and cameras have
   *     variables too
   */
  Overrides(KnownKeys known, ConfigObject user) {
    this.known = known;
    known.paths(user).forEach(path -> variables.put(variable(path), path));
  }

  /** Every {@code throng.*} property. An unknown one is refused: it was typed by hand. */
  Config fromProperties(Map<?, ?> properties, NodeKind node) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<?, ?> property : properties.entrySet()) {
      String name = property.getKey().toString();
      String value = property.getValue().toString();
      if (name.startsWith("throng.")) {
        List<String> path = ConfigUtil.splitPath(name);
        List<String> below = path.subList(1, path.size());
        if (!node.others().contains(below.get(0))) {
          known.check(below, "-D" + name);
        }
        config = config.withValue(name, value(below, value, "-D" + name));
      } else if (name.startsWith("akka.")) {
        config = config.withValue(name, ConfigValueFactory.fromAnyRef(value, "-D" + name));
      }
    }
    return config;
  }

  /**
   * Every variable that is a known key's name in capitals, with {@code _} for what is no letter or
   * digit.
   */
  Config fromEnvironment(Map<String, String> environment) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, List<String>> variable : variables.entrySet()) {
      String value = environment.get(variable.getKey());
      if (value != null) {
        List<String> path = new ArrayList<>(List.of("throng"));
        path.addAll(variable.getValue());
        String origin = "environment variable " + variable.getKey();
        config =
            config.withValue(ConfigUtil.joinPath(path), value(variable.getValue(), value, origin));
      }
    }
    return config;
  }

  /** A sentence for each variable that looks like a setting's, and is none of either node. */
  List<String> warnings(Map<String, String> environment, NodeKind node) {
    List<String> warnings = new ArrayList<>();
    for (String name : new TreeSet<>(environment.keySet())) {
      boolean isAnothers =
          !name.startsWith(OURS)
              || node.others().stream().anyMatch(it -> name.startsWith(variable(List.of(it)) + "_"))
              || OF_A_SERVICE.matcher(name).matches();
      if (!isAnothers && !variables.containsKey(name)) {
        String hint =
            Nearest.to(name, variables.keySet())
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse(".");
        warnings.add("Warning: the environment variable " + name + " is no setting's" + hint);
      }
    }
    return warnings;
  }

  static String variable(List<String> path) {
    String name = String.join("_", path).replaceAll("[^A-Za-z0-9]", "_");
    return OURS + name.toUpperCase(Locale.ROOT);
  }

  private ConfigValue value(List<String> path, String text, String origin) {
    if (!known.isList(path)) {
      return ConfigValueFactory.fromAnyRef(text, origin);
    }
    List<String> elements =
        Arrays.stream(text.split(",")).map(String::strip).filter(e -> !e.isEmpty()).toList();
    return ConfigValueFactory.fromIterable(elements, origin);
  }
}
