package throng.streams.settings;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;

/** Settings as they may be shown: each value by itself without its secrets. */
public final class Masked {
  private Masked() {}

  public static ConfigValue of(ConfigValue value) {
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
      masked = masked.withValue(entry.getKey(), of(entry.getValue()));
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
