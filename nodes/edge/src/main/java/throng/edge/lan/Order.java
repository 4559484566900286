package throng.edge.lan;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A line that the user typed, or that came from a pipe. */
sealed interface Order {
  String HELP =
      "0 [FILE] a picture (kept in FILE), 3 stream and record, q stop, s [FILE] keep the picture"
          + " shown, 1 confirm, 2 shut the connection down, h this help; the end of input ends.";

  /** {@code 0 [FILE]}. */
  record Picture(Optional<Path> file) implements Order {}

  /** {@code s [FILE]}: the newest picture, once more, to a file. */
  record Snapshot(Optional<Path> file) implements Order {}

  /** What has no argument. */
  enum Plain implements Order {
    CONFIRM,
    SHUT_DOWN,
    STREAM,
    STOP,
    HELP,
    NOTHING
  }

  /** What is none. */
  record Unknown(String line) implements Order {}

  /** Reads one line; Esc stands for {@code q}. */
  static Order parse(String line) {
    String text = line.strip();
    String[] parts = text.split("\\s+", 2);
    if (parts[0].equals("0") || parts[0].equals("s")) {
      return withFile(parts, text);
    }
    return switch (text) {
      case "" -> Plain.NOTHING;
      case "1" -> Plain.CONFIRM;
      case "2" -> Plain.SHUT_DOWN;
      case "3" -> Plain.STREAM;
      case "q", "\033" -> Plain.STOP;
      case "h", "help", "?" -> Plain.HELP;
      default -> new Unknown(text);
    };
  }

  private static Order withFile(String[] parts, String text) {
    Optional<Path> file;
    try {
      file = parts.length == 2 ? Optional.of(Path.of(parts[1])) : Optional.empty();
    } catch (InvalidPathException e) {
      return new Unknown(text);
    }
    return parts[0].equals("0") ? new Picture(file) : new Snapshot(file);
  }
}
