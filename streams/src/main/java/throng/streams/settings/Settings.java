package throng.streams.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A node's settings: system properties over environment variables over the user's file over the
 * built-in defaults.
 */
public final class Settings {
  private Settings() {}

  /**
   * Loads and checks everything that {@code node} reads.
   *
   * @throws SettingsException naming file and line, if a key is unknown or the file is no HOCON
   */
  public static Config load(Optional<Path> file, NodeKind node) {
    return load(file, node, System.getenv(), System.getProperties());
  }

  static Config load(
      Optional<Path> file,
      NodeKind node,
      Map<String, String> environment,
      Map<?, ?> systemProperties) {
    return checked(
        () -> {
          Config reference = ConfigFactory.defaultReferenceUnresolved();
          Config user = file.map(Settings::parse).orElse(ConfigFactory.empty());
          KnownKeys known = new KnownKeys(node, reference);
          known.check(user);
          Overrides overrides = new Overrides(known, user, reference);
          return overrides
              .fromProperties(systemProperties)
              .withFallback(overrides.fromEnvironment(environment))
              .withFallback(user)
              .withFallback(ConfigFactory.parseResourcesAnySyntax(node.akkaResource()))
              .withFallback(reference)
              .resolve();
        });
  }

  /**
   * Reads typed settings out of a configuration.
   *
   * @throws SettingsException in place of the library's, naming file, line and key
   */
  public static <T> T checked(Supplier<T> read) {
    try {
      return read.get();
    } catch (ConfigException e) {
      throw new SettingsException(sentence(e) + ".");
    }
  }

  // The library calls a missing brace a missing parenthesis.
  private static String sentence(ConfigException e) {
    return String.valueOf(e.getMessage())
        .replace(
            "expecting a close parentheses ')' here, not: end of file",
            "the file ends before its last block does; a closing brace } is missing");
  }

  /** The block below {@code path} as it is in force, with secrets masked, as HOCON. */
  public static String print(Config config, String path) {
    String text =
        config
            .getConfig(path)
            .root()
            .render(
                ConfigRenderOptions.defaults()
                    .setOriginComments(false)
                    .setComments(false)
                    .setJson(false));
    return path + " " + Secrets.masked(text);
  }

  private static Config parse(Path file) {
    return ConfigFactory.parseFile(
        file.toFile(),
        ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(file.toString()));
  }
}
