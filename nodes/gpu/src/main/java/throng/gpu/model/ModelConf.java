package throng.gpu.model;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.util.Optional;
import throng.common.settings.KnownKeys;
import throng.common.settings.Settings;
import throng.streams.settings.Block;

/**
 * A model's {@code model.conf}. Its keys are explained in {@code model-reference.conf}, which also
 * holds the defaults of those that may be left out.
 *
 * @param countsAs the name and version of the network that it counts like; empty: none
 * @param output the output that holds the density
 * @param divisor what a density value is divided by to give people
 * @param maxBatch the most pictures that the network takes at once
 * @param measured what it tells of the network, for whoever chooses one
 */
record ModelConf(
    String name,
    String version,
    Optional<String> countsAs,
    InputConf input,
    String output,
    double divisor,
    int maxBatch,
    Measured measured) {
  /**
   * Reads the text of a {@code model.conf}.
   *
   * @param where the file, for messages
   * @throws throng.streams.settings.SettingsException naming file, line and key
   */
  static ModelConf parse(String text, String where) {
    return Settings.checked(
        () -> {
          Config given =
              ConfigFactory.parseString(
                  text, ConfigParseOptions.defaults().setOriginDescription(where));
          Config reference = ConfigFactory.parseResources("model-reference.conf");
          new KnownKeys("", reference.root()).check(given.root(), any -> true);
          return from(Block.of(given, where, reference));
        });
  }

  private static ModelConf from(Block conf) {
    Block output = conf.block("output");
    return new ModelConf(
        conf.filled("name"),
        conf.filled("version"),
        Optional.of(conf.text("counts-as")).filter(text -> !text.isBlank()),
        InputConf.from(conf.block("input")),
        output.filled("name"),
        output.number("divisor", "0.000001", "1000000"),
        conf.whole("max-batch", 1, 1024),
        Measured.from(conf.block("measured")));
  }
}
