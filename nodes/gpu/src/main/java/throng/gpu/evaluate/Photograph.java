package throng.gpu.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import throng.common.names.NaturalOrder;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * A photograph and the true number of people on it.
 *
 * @param name the file's name without its ending
 */
public record Photograph(String name, Path file, int heads) {
  private static final Pattern NUMBER = Pattern.compile("(\\d+)\\D*$");
  private static final Comparator<String> ORDER = NaturalOrder.INSTANCE;

  /**
   * Finds the JPEGs of a folder, in natural order, with the heads of each.
   *
   * @param split only those whose number is divisible by this; 1: all
   * @param limit the most that are taken
   * @throws SettingsException if a folder is missing, or has no pictures, or a picture no heads
   */
  public static List<Photograph> find(Path images, Path heads, int split, int limit) {
    requireFolder("--images", images);
    requireFolder("--heads", heads);
    try (Stream<Path> files = Files.list(images)) {
      List<Photograph> found =
          files
              .filter(file -> isJpeg(file) && isInSplit(file, split))
              .sorted(Comparator.comparing(file -> file.getFileName().toString(), ORDER))
              .limit(limit)
              .map(file -> of(file, heads))
              .toList();
      if (found.isEmpty()) {
        throw new SettingsException("--images " + images + ": there are no such JPEG pictures.");
      }
      return found;
    } catch (IOException e) {
      throw new SettingsException("--images " + images + " cannot be read: " + Reason.of(e) + ".");
    }
  }

  private static Photograph of(Path file, Path heads) {
    String name = stem(file);
    return new Photograph(name, file, count(heads.resolve(name + ".csv")));
  }

  private static int count(Path csv) {
    try {
      List<String> lines = Files.readAllLines(csv, StandardCharsets.UTF_8);
      if (lines.isEmpty() || !lines.get(0).strip().equals("x,y")) {
        throw new SettingsException(csv + ": 1: the first line must be x,y.");
      }
      return (int) lines.stream().skip(1).filter(line -> !line.isBlank()).count();
    } catch (IOException e) {
      throw new SettingsException(
          csv + " cannot be read; --heads needs a file of x,y for each picture.");
    }
  }

  private static boolean isJpeg(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  private static boolean isInSplit(Path file, int split) {
    Matcher number = NUMBER.matcher(stem(file));
    return split == 1 || (number.find() && Long.parseLong(number.group(1)) % split == 0);
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static void requireFolder(String option, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SettingsException(option + " " + folder + ": there is no such folder.");
    }
  }
}
