package throng.edge.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import throng.common.names.NaturalOrder;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/** Finds the pictures of a folder or glob, in natural order. */
final class PictureFiles {
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "jpe", "png", "bmp", "tif", "tiff", "webp", "pgm", "ppm", "pnm");
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");
  private static final int DEEPEST = 32;
  private static final Comparator<Path> NATURAL =
      Comparator.comparing(Path::toString, NaturalOrder.INSTANCE);

  private PictureFiles() {}

  static boolean isPicture(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  static boolean isGlob(String source) {
    return WILDCARD.matcher(source).find();
  }

  static List<Path> inFolder(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = pictures(entries);
      if (files.isEmpty()) {
        throw new SettingsException(
            "The folder " + folder + " holds no picture (" + endings() + ").");
      }
      return files;
    } catch (IOException e) {
      throw new SettingsException("The folder " + folder + " cannot be read: " + e.getMessage());
    }
  }

  /** The pictures that a glob matches; {@code **} reaches into folders of folders. */
  static List<Path> matching(String glob, Path workingFolder) {
    String pattern = glob.replace('\\', '/');
    int firstWildcard = firstWildcard(pattern);
    int slash = pattern.lastIndexOf('/', firstWildcard);
    Path base = workingFolder.resolve(slash < 0 ? "" : pattern.substring(0, slash + 1)).normalize();
    if (!Files.isDirectory(base)) {
      throw new SettingsException(
          "There is no folder "
              + Redaction.of(base.toString())
              + " for the pictures "
              + Redaction.of(glob)
              + ".");
    }
    PathMatcher matcher = matcher(glob, pattern.substring(slash + 1));
    int depth =
        pattern.contains("**")
            ? DEEPEST
            : 1 + (int) pattern.substring(slash + 1).chars().filter(c -> c == '/').count();
    try (Stream<Path> entries = Files.walk(base, depth)) {
      List<Path> files = pictures(entries.filter(file -> matcher.matches(base.relativize(file))));
      if (files.isEmpty()) {
        throw new SettingsException(
            Redaction.of(glob) + " matches no picture (" + endings() + ").");
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw new SettingsException("The folder " + base + " cannot be read: " + e.getMessage());
    }
  }

  private static PathMatcher matcher(String glob, String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException | InvalidPathException e) {
      throw new SettingsException(Redaction.of(glob) + " is not a valid pattern.");
    }
  }

  private static int firstWildcard(String pattern) {
    var match = WILDCARD.matcher(pattern);
    return match.find() ? match.start() : pattern.length();
  }

  private static List<Path> pictures(Stream<Path> entries) {
    return entries
        .filter(PictureFiles::isPicture)
        .filter(Files::isRegularFile)
        .sorted(NATURAL)
        .collect(Collectors.toList());
  }

  private static String endings() {
    return ENDINGS.stream().sorted().collect(Collectors.joining(", "));
  }
}
