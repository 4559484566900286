package throng.streams.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings from outside the file: {@code -Dthrong.gpu-node.listen=…} and {@code
 * THRONG_GPU_NODE_LISTEN=…}. A list is given as its elements with commas between them.
 */
final class Overrides {
  private final KnownKeys known;
  private final Set<String> paths = new TreeSet<>();

  Overrides(KnownKeys known, Config user, Config reference) {
    this.known = known;
    collect(user);
    collect(reference);
  }

  /** Every {@code throng.*} property. An unknown one is refused: it was typed by hand. */
  Config fromProperties(Map<?, ?> properties) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<?, ?> property : properties.entrySet()) {
      String name = property.getKey().toString();
      String value = property.getValue().toString();
      if (name.startsWith("throng.")) {
        List<String> path = ConfigUtil.splitPath(name);
        known.check(path.subList(1, path.size()), "-D" + name);
        config = config.withValue(name, value(path, value, "-D" + name));
      } else if (name.startsWith("akka.")) {
        config = config.withValue(name, ConfigValueFactory.fromAnyRef(value, "-D" + name));
      }
    }
    return config;
  }

  /**
   * Every variable that is a known key's name in capitals, with {@code _} for what is no letter or
   * digit. Others are left alone: schedulers set variables of their own for a service's name.
   */
  Config fromEnvironment(Map<String, String> environment) {
    Config config = ConfigFactory.empty();
    for (String path : paths) {
      List<String> elements = ConfigUtil.splitPath(path);
      String name = variable(elements);
      String value = environment.get(name);
      if (value != null) {
        config = config.withValue(path, value(elements, value, "environment variable " + name));
      }
    }
    return config;
  }

  static String variable(List<String> path) {
    return String.join("_", path).replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private ConfigValue value(List<String> path, String text, String origin) {
    boolean isList =
        known
            .defaultOf(path.subList(1, path.size()))
            .filter(value -> value.valueType() == ConfigValueType.LIST)
            .isPresent();
    if (!isList) {
      return ConfigValueFactory.fromAnyRef(text, origin);
    }
    List<String> elements =
        Arrays.stream(text.split(",")).map(String::strip).filter(e -> !e.isEmpty()).toList();
    return ConfigValueFactory.fromIterable(elements, origin);
  }

  private void collect(Config config) {
    if (config.hasPathOrNull("throng")) {
      for (Map.Entry<String, ConfigValue> entry : config.getConfig("throng").entrySet()) {
        paths.add("throng." + entry.getKey());
      }
    }
  }
}
