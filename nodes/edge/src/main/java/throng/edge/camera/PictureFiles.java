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
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import throng.common.names.NaturalOrder;
import throng.streams.log.Reason;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/** Finds the pictures of a folder or glob, in natural order. */
final class PictureFiles {
  /** What OpenCV reads, and what FFmpeg reads in its place. */
  private static final Set<String> ENDINGS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "dib", "tif", "tiff", "webp", "gif", "pbm",
          "pgm", "ppm", "pnm", "pam", "ras", "sr", "hdr", "avif", "heic", "heif", "hif", "ico",
          "tga", "jp2", "j2k", "j2c", "jpc");

  /** Alone it is a film: all its pictures are read. */
  private static final String ANIMATION = "gif";

  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");
  private static final int DEEPEST = 32;
  private static final Comparator<Path> NATURAL =
      Comparator.comparing(Path::toString, NaturalOrder.INSTANCE);

  private PictureFiles() {}

  /** Whether a file that is named alone is a picture, not a film. */
  static boolean isPicture(Path file) {
    return hasPicture(file) && !ending(file).equals(ANIMATION);
  }

  static boolean isGlob(String source) {
    return WILDCARD.matcher(source).find();
  }

  static CameraSpec.Pictures inFolder(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return pictures(folder.toString(), entries, "The folder " + folder + " holds no picture");
    } catch (IOException e) {
      throw new SettingsException(
          "The folder " + folder + " cannot be read: " + Reason.of(e) + ".");
    }
  }

  /** The pictures that a glob matches; {@code **} reaches into folders of folders. */
  static CameraSpec.Pictures matching(String glob, Path workingFolder) {
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
      return pictures(
          Redaction.of(glob),
          entries.filter(file -> matcher.matches(base.relativize(file))),
          Redaction.of(glob) + " matches no picture");
    } catch (IOException | UncheckedIOException e) {
      throw new SettingsException("The folder " + base + " cannot be read: " + Reason.of(e) + ".");
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

  private static CameraSpec.Pictures pictures(String origin, Stream<Path> entries, String none) {
    Map<Boolean, List<Path>> files =
        entries
            .filter(file -> !name(file).startsWith("."))
            .filter(file -> !Files.isDirectory(file))
            .sorted(NATURAL)
            .collect(
                Collectors.partitioningBy(file -> hasPicture(file) && Files.isRegularFile(file)));
    List<Path> pictures = files.getOrDefault(true, List.of());
    if (pictures.isEmpty()) {
      throw new SettingsException(none + " (" + endings() + ").");
    }
    return new CameraSpec.Pictures(origin, pictures, files.getOrDefault(false, List.of()));
  }

  private static boolean hasPicture(Path file) {
    return !name(file).startsWith(".") && ENDINGS.contains(ending(file));
  }

  private static String ending(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String name(Path file) {
    Path last = file.getFileName();
    return last == null ? "" : last.toString();
  }

  private static String endings() {
    return ENDINGS.stream().sorted().collect(Collectors.joining(", "));
  }
}
