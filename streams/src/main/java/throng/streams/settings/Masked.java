package throng.streams.settings;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import java.util.Set;

/** Settings as they may be shown: each value by itself without its secrets. */
public final class Masked {
  /** Keys of addresses at which whoever knows their path may do something. */
  private static final Set<String> SECRET_PATHS = Set.of("url");

  private Masked() {}

  /** The value of a key. */
  static ConfigValue of(String key, ConfigValue value) {
    return SECRET_PATHS.contains(key) && value.unwrapped() instanceof String address
        ? ConfigValueFactory.fromAnyRef(Redaction.upToHost(address))
        : of(value);
  }

  private static ConfigValue of(ConfigValue value) {
    if (value instanceof ConfigObject block) {
      return of(block);
    }
    if (value instanceof ConfigList list) {
      return ConfigValueFactory.fromIterable(list.stream().map(Masked::of).toList());
    }
    return value.unwrapped() instanceof String text
        ? ConfigValueFactory.fromAnyRef(Redaction.of(text))
        : value;
  }

  public static ConfigObject of(ConfigObject block) {
    ConfigObject masked = block;
    for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
      masked = masked.withValue(entry.getKey(), of(entry.getKey(), entry.getValue()));
    }
    return masked;
  }

  /** Where in {@code value} something stands that was printed in a secret's place. */
  public static boolean isIn(ConfigValue value) {
    return value instanceof ConfigList list
        ? list.stream().anyMatch(Masked::isIn)
        : value.unwrapped() instanceof String text && text.contains(Redaction.HIDDEN);
  }
}
