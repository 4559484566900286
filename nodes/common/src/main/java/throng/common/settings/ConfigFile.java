package throng.common.settings;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.streams.settings.SettingsException;

/** Where the user's settings are found. */
public final class ConfigFile {
  private static final Path USUAL = Path.of("conf", "application.conf");

  private ConfigFile() {}

  /**
   * The file named on the command line; else {@code conf/application.conf} in the working folder;
   * else the one of the repository that the jar lies in; else none, and the defaults hold.
   *
   * @param named the file from {@code --config}, if any
   * @param program a class of the running jar
   * @throws SettingsException if the named file cannot be read
   */
  public static Optional<Path> find(Optional<Path> named, Class<?> program) {
    if (named.isPresent()) {
      return Optional.of(readable(named.get()));
    }
    if (Files.isReadable(USUAL)) {
      return Optional.of(USUAL);
    }
    return aboveJar(program);
  }

  /** What to say where there is none: where it was looked for, and what makes one. */
  public static String none(Class<?> program, String name) {
    Path jar = jar(program);
    return "No file with settings, so the defaults hold: there is neither %s nor the repository's%s; `%s init` writes one."
        .formatted(
            USUAL.toAbsolutePath(), jar == null ? "" : ", in which " + jar + " would lie", name);
  }

  private static Path readable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new SettingsException(
          "--config " + file + ": there is no such file, or it cannot be read.");
    }
    return file;
  }

  private static Optional<Path> aboveJar(Class<?> program) {
    for (Path folder = jar(program); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(USUAL);
      if (Files.isReadable(file) && Files.isReadable(folder.resolve("pom.xml"))) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static @Nullable Path jar(Class<?> program) {
    CodeSource source = program.getProtectionDomain().getCodeSource();
    try {
      return source == null ? null : Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
