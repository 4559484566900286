package throng.edge.output;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name that a user gave for a file, or for several, one after another.
 *
 * <p>{@code %t} in its last part stands for the moment at which each begins, in UTC: {@code
 * 20261126T021844Z}.
 */
public record FileName(Path path) {
  static final String TIME = "%t";

  private static final int MOST = 1_000_000;
  private static final String MOMENT = "(\\d{8}T\\d{6}Z)";
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);
  private static final List<Path> OPEN_FILES =
      List.of(Path.of("/proc"), Path.of("/dev/fd"), Path.of("/dev/stdout"), Path.of("/dev/stderr"));

  /** Whether each file is named after the moment at which it begins. */
  boolean isDated() {
    return last().contains(TIME);
  }

  /** The name of the file that begins at the moment. */
  Path at(Instant moment) {
    return path.resolveSibling(last().replace(TIME, FORMAT.format(moment)));
  }

  /** When a file began that is named exactly like this; empty: it is named otherwise. */
  Optional<Instant> begun(Path file) {
    String name = String.valueOf(file.getFileName());
    Matcher matcher = pattern().matcher(name);
    if (!isDated() || !matcher.matches()) {
      return Optional.empty();
    }
    try {
      Instant moment = Instant.from(FORMAT.parse(matcher.group(1)));
      boolean isExact = new FileName(at(moment)).last().equals(name);
      return isExact ? Optional.of(moment) : Optional.empty();
    } catch (DateTimeException noMoment) {
      return Optional.empty();
    }
  }

  /** {@code out.mp4}, {@code out-2.mp4}, and so on, from 1 on. */
  public Path numbered(int number) {
    return number == 1 ? path : with("-" + number);
  }

  /** {@code out.mp4} becomes {@code out-door.mp4}. */
  FileName ofCamera(String camera) {
    return new FileName(with("-" + camera));
  }

  /** The name itself where nothing has it, or where {@code overwrite}; else the next number's. */
  public Path free(boolean overwrite) {
    int number = 1;
    while (!overwrite && number < MOST && isTaken(numbered(number)) && !isStream()) {
      number++;
    }
    return numbered(number);
  }

  /**
   * Whether it names what keeps nothing: a device, a FIFO, or what the process has open already.
   */
  boolean isStream() {
    Path whole = path.toAbsolutePath().normalize();
    boolean isOther = Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    return isOther || OPEN_FILES.stream().anyMatch(whole::startsWith);
  }

  /** Whether something has the name, be it a link to nothing. */
  static boolean isTaken(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private Pattern pattern() {
    return Pattern.compile(
        Arrays.stream(last().split(TIME, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(MOMENT)));
  }

  private Path with(String ending) {
    String name = last();
    int point = name.lastIndexOf('.');
    String stem = point > 0 ? name.substring(0, point) : name;
    return path.resolveSibling(stem + ending + (point > 0 ? name.substring(point) : ""));
  }

  private String last() {
    return String.valueOf(path.getFileName());
  }
}
