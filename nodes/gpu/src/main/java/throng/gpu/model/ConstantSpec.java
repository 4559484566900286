package throng.gpu.model;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import java.util.Set;
import throng.streams.settings.Settings;
import throng.streams.settings.SettingsException;

/**
 * Reads {@code constant:rows=60,columns=80,value=0.01,latency=20ms,max-batch=16}; what is left out
 * is as in {@code throng.gpu-node.constant}.
 */
final class ConstantSpec {
  private static final String NAME = "constant";
  private static final Set<String> KEYS =
      Set.of("rows", "columns", "value", "latency", "max-batch");

  private ConstantSpec() {}

  static boolean isMeant(String model) {
    return model.equals(NAME) || model.startsWith(NAME + ":");
  }

  /** The words over the defaults. */
  static ModelSettings.Constant parse(String model, ModelSettings.Constant defaults) {
    Config config = asConfig(defaults);
    if (model.length() > NAME.length() + 1) {
      for (String part : model.substring(NAME.length() + 1).split(",")) {
        config = with(config, part.strip());
      }
    }
    Config all = config;
    return Settings.checked(() -> from(all));
  }

  static ModelSettings.Constant from(Config config) {
    ModelSettings.Constant constant =
        new ModelSettings.Constant(
            config.getInt("rows"),
            config.getInt("columns"),
            (float) config.getDouble("value"),
            config.getDuration("latency"),
            config.getInt("max-batch"));
    long cells = (long) constant.rows() * constant.columns();
    if (constant.rows() < 1 || constant.columns() < 1 || cells > 1 << 24) {
      throw new SettingsException(
          "constant: rows and columns must be 1 or more, 16777216 cells in all.");
    }
    if (constant.maxBatch() < 1 || constant.maxBatch() > 1024) {
      throw new SettingsException("constant: max-batch must be 1 to 1024.");
    }
    if (constant.latency().isNegative()) {
      throw new SettingsException("constant: latency must be 0 or more.");
    }
    return constant;
  }

  private static Config with(Config config, String part) {
    int equals = part.indexOf('=');
    String key = equals < 0 ? part : part.substring(0, equals);
    if (equals < 0 || !KEYS.contains(key)) {
      throw new SettingsException(
          "--model constant: \""
              + part
              + "\" is none of rows=, columns=, value=, latency=, max-batch=.");
    }
    String origin = "--model constant";
    return config.withValue(key, ConfigValueFactory.fromAnyRef(part.substring(equals + 1), origin));
  }

  private static Config asConfig(ModelSettings.Constant constant) {
    return ConfigFactory.parseMap(
        Map.of(
            "rows", constant.rows(),
            "columns", constant.columns(),
            "value", constant.value(),
            "latency", constant.latency(),
            "max-batch", constant.maxBatch()));
  }
}
