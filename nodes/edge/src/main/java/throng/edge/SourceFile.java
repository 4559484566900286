package throng.edge;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import throng.streams.log.Reason;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/**
 * A file with sources, one a line, so that the passwords in their addresses stand in no list of
 * processes.
 */
record SourceFile(Path path) {
  private static final String COMMENT = "#";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  /**
   * Its lines; empty ones, and those that begin with {@code #}, are left out.
   *
   * @throws SettingsException if it cannot be read, or holds none
   */
  List<String> sources() {
    List<String> sources =
        lines().stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith(COMMENT))
            .toList();
    if (sources.isEmpty()) {
      throw new SettingsException(
          "--camera-file %s names no source: write each on a line of its own.".formatted(path));
    }
    return sources;
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(path);
    } catch (MalformedInputException e) {
      throw new SettingsException("--camera-file %s is no text in UTF-8.".formatted(path));
    } catch (IOException e) {
      throw new SettingsException(
          "--camera-file %s cannot be read: %s.".formatted(path, Reason.of(e)));
    }
  }

  /** What to tell the user if others can read the secrets that it holds; empty: they cannot. */
  Optional<String> warning() {
    if (!areReadByOthers() || lines().stream().noneMatch(SourceFile::hasSecret)) {
      return Optional.empty();
    }
    return Optional.of(
        "Others on this machine can read the passwords in %s: type  chmod 600 %s"
            .formatted(path, path));
  }

  private boolean areReadByOthers() {
    try {
      return Files.getPosixFilePermissions(path, new LinkOption[0]).stream()
          .anyMatch(OTHERS::contains);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  /** What to tell the user of passwords in arguments; empty: there is none. */
  static Optional<String> warning(List<String> arguments) {
    return arguments.stream().anyMatch(SourceFile::hasSecret)
        ? Optional.of(
            "Everybody on this machine can read a password in an argument (ps): write the address"
                + " into a file, and say --camera-file FILE.")
        : Optional.empty();
  }

  private static boolean hasSecret(String source) {
    return !Redaction.of(source).equals(source);
  }
}
