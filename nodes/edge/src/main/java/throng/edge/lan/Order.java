package throng.edge.lan;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A line that the user typed, or that came from a pipe. */
sealed interface Order {
  String HELP =
      "0 [FILE] a picture (kept in FILE), v stream, 3 stream and record, q stop, s [FILE] keep the"
          + " picture shown, 1 confirm, 2 shut the connection down, h this help, Enter how it fares; the"
          + " end of input ends.";

  /**
   * Obeys it.
   *
   * @return the phase that follows
   */
  Phase obey(Phase phase, Viewing viewing);

  /** {@code 0 [FILE]}. */
  record Picture(Optional<Path> file) implements Order {
    @Override
    public Phase obey(Phase phase, Viewing viewing) {
      return phase.ask(file, viewing);
    }
  }

  /** {@code s [FILE]}: the newest picture, once more, to a file. */
  record Snapshot(Optional<Path> file) implements Order {
    @Override
    public Phase obey(Phase phase, Viewing viewing) {
      viewing.keep(file);
      return phase;
    }
  }

  /** What has no argument. */
  enum Plain implements Order {
    CONFIRM,
    SHUT_DOWN,
    VIEW,
    STREAM,
    STOP,
    HELP,
    NOTHING;

    @Override
    public Phase obey(Phase phase, Viewing viewing) {
      return switch (this) {
        case CONFIRM -> phase.confirm(viewing);
        case SHUT_DOWN -> phase.shutDown(viewing);
        case VIEW -> phase.stream(false, viewing);
        case STREAM -> phase.stream(true, viewing);
        case STOP -> phase.stop(viewing);
        case HELP -> {
          viewing.say(Order.HELP);
          yield phase;
        }
        case NOTHING -> {
          viewing.sayHowItFares();
          yield phase;
        }
      };
    }
  }

  /** What is none. */
  record Unknown(String line) implements Order {
    @Override
    public Phase obey(Phase phase, Viewing viewing) {
      viewing.say("That is no command: " + Order.HELP);
      return phase;
    }
  }

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
      case "v" -> Plain.VIEW;
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
