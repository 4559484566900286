package throng.actors.counts.site;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import java.util.function.Function;

/** JSON by the library that reads the settings: what is wrong is told with its line. */
final class Json {
  private static final String FORMAT = "format";
  private static final int VERSION = 1;

  private Json() {}

  /** A file of some keys. */
  static String write(Map<String, Object> keys) {
    return ConfigValueFactory.fromMap(keys)
            .withValue(FORMAT, ConfigValueFactory.fromAnyRef(VERSION))
            .render(ConfigRenderOptions.concise().setFormatted(true))
        + "\n";
  }

  /**
   * Reads such a file.
   *
   * @param where its name, for sentences
   * @throws IllegalArgumentException in a sentence, with its line where there is one
   */
  static <T> T read(String text, String where, Function<Config, T> read) {
    try {
      Config file =
          ConfigFactory.parseString(
              text,
              ConfigParseOptions.defaults()
                  .setSyntax(ConfigSyntax.JSON)
                  .setOriginDescription(where));
      if (file.getInt(FORMAT) != VERSION) {
        throw new IllegalArgumentException(
            "it is of format %d, and this version reads %d: it comes from another version"
                .formatted(file.getInt(FORMAT), VERSION));
      }
      return read.apply(file);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }
}
