package throng.common.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import throng.streams.log.Reason;
import throng.streams.settings.Block;
import throng.streams.settings.Masked;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/**
 * A node's settings: system properties over environment variables over the user's file over the
 * built-in defaults.
 *
 * @param file the user's, if there is one
 * @param warnings sentences for whoever starts the node
 */
public record Settings(Config config, NodeKind node, Optional<Path> file, List<String> warnings) {
  private static final Pattern BACKSLASH =
      Pattern.compile("(?s)(.*?: \\d+: ).*backslash followed by");
  private static final Pattern QUOTED = Pattern.compile("'[^']{2,}'");

  /**
   * Loads and checks everything that {@code node} reads.
   *
   * @throws SettingsException naming file and line, if a key is unknown or the file is no HOCON
   */
  public static Settings load(Optional<Path> file, NodeKind node) {
    return load(file, node, System.getenv(), System.getProperties());
  }

  static Settings load(
      Optional<Path> file,
      NodeKind node,
      Map<String, String> environment,
      Map<?, ?> systemProperties) {
    return checked(
        () -> {
          ConfigObject reference = Block.reference().getObject("throng");
          KnownKeys known = new KnownKeys("throng.", reference);
          Config user = file.map(it -> user(it, node, known)).orElse(ConfigFactory.empty());
          Overrides overrides = new Overrides(known, throng(user));
          Config config =
              overrides
                  .fromProperties(systemProperties, node)
                  .withFallback(overrides.fromEnvironment(environment))
                  .withFallback(user)
                  .withFallback(ConfigFactory.parseResourcesAnySyntax(node.akkaResource()))
                  .withFallback(KnownKeys.defaults(reference).atKey("throng"))
                  .withFallback(ConfigFactory.defaultReferenceUnresolved().withoutPath("throng"))
                  .resolve();
          node.blocks().forEach(block -> config.getObject("throng." + block));
          return new Settings(config, node, file, overrides.warnings(environment, node));
        });
  }

  /** The same with what the command line says over all else. */
  public Settings under(Config said) {
    return with(said.withFallback(config));
  }

  /** The same with {@code changed} in place of all that is set. */
  public Settings with(Config changed) {
    return new Settings(changed, node, file, warnings);
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

  // The library calls a missing brace a missing parenthesis, and quotes what may be a secret.
  private static String sentence(ConfigException e) {
    String said =
        String.valueOf(e.getMessage())
            .replace(
                "expecting a close parentheses ')' here, not: end of file",
                "the file ends before its last block does; a closing brace } is missing");
    Matcher backslash = BACKSLASH.matcher(said);
    if (backslash.lookingAt()) {
      return backslash.group(1)
          + "a backslash in quotes must be doubled: write C:/photos or C:\\\\photos";
    }
    return QUOTED.matcher(said).replaceAll(Redaction.HIDDEN);
  }

  /**
   * Everything that this node reads, as a file that says the same if it holds no secrets, which are
   * masked.
   */
  public String print() {
    ConfigObject throng = ConfigFactory.empty().root();
    for (String block : node.blocks()) {
      throng = throng.withValue(block, Masked.of(config.getObject("throng." + block)));
    }
    ConfigRenderOptions plain =
        ConfigRenderOptions.defaults().setOriginComments(false).setComments(false).setJson(false);
    String from =
        file.map(it -> "# In force, with the settings of " + it.toAbsolutePath().normalize())
            .orElse("# In force; there is no file with settings");
    return from + ".\n" + throng.atKey("throng").root().render(plain);
  }

  private static Config user(Path file, NodeKind node, KnownKeys known) {
    Config user =
        ConfigFactory.parseFile(
            file.toFile(),
            ConfigParseOptions.defaults()
                .setAllowMissing(false)
                .setOriginDescription(file.toString()));
    ConfigValue any = ConfigValueFactory.fromMap(Map.of());
    ConfigObject roots = ConfigFactory.empty().root().withValue("throng", any);
    new KnownKeys("", roots.withValue("akka", any)).check(user.root(), root -> false);
    known.check(throng(user), block -> !node.others().contains(block));
    new Twice(known, file.toString()).check(text(file));
    return user;
  }

  private static ConfigObject throng(Config user) {
    return user.root().get("throng") instanceof ConfigObject throng
        ? throng
        : ConfigFactory.empty().root();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SettingsException(file + " cannot be read as text: " + Reason.of(e) + ".");
    }
  }
}
