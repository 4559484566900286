package throng.gpu.model;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import throng.streams.settings.Settings;
import throng.streams.settings.SettingsException;

/**
 * A model's {@code model.conf}. Its keys are explained in {@code model-reference.conf}, which also
 * holds the defaults of those that may be left out.
 *
 * @param output the output that holds the density
 * @param divisor what a density value is divided by to give people
 * @param maxBatch the most pictures that the network takes at once
 */
record ModelConf(
    String name, String version, InputConf input, String output, double divisor, int maxBatch) {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "version",
          "max-batch",
          "input.name",
          "input.layout",
          "input.type",
          "input.colour",
          "input.mean",
          "input.deviation",
          "input.multiple",
          "input.largest-side",
          "input.overlap",
          "input.size",
          "output.name",
          "output.divisor");

  /**
   * Reads the text of a {@code model.conf}.
   *
   * @param where the file, for messages
   * @throws SettingsException naming file, line and key
   */
  static ModelConf parse(String text, String where) {
    return Settings.checked(
        () -> {
          Config given =
              ConfigFactory.parseString(
                  text, ConfigParseOptions.defaults().setOriginDescription(where));
          refuseUnknown(given);
          requireBlocks(given, where);
          return from(given.withFallback(ConfigFactory.parseResources("model-reference.conf")));
        });
  }

  private static ModelConf from(Config config) {
    ModelKeys keys = new ModelKeys(config);
    return new ModelConf(
        keys.name("name"),
        keys.name("version"),
        InputConf.from(keys),
        keys.name("output.name"),
        keys.positive("output.divisor"),
        keys.between("max-batch", 1, 1024));
  }

  private static void refuseUnknown(Config given) {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
      if (!KEYS.contains(key)) {
        throw new SettingsException(
            entry.getValue().origin().description()
                + ": unknown key "
                + key
                + "; allowed are "
                + String.join(", ", KEYS.stream().sorted().toList())
                + ".");
      }
    }
  }

  // The defaults make both blocks present, so that a file without them would be told of one key
  // after another, each without a line.
  private static void requireBlocks(Config given, String where) {
    for (String key :
        List.of(
            "name", "input.name", "input.layout", "input.type", "input.colour", "output.name")) {
      if (!given.hasPath(key)) {
        throw new SettingsException(where + ": " + key + " is missing.");
      }
    }
  }
}
