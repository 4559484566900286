package throng.streams.legacy.lan;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a viewer's bytes mean: commands in order, and an empty one for each run of bytes that are
 * none.
 *
 * <p>A run ends with a command, a line or a read, so that each wrong line gets its answer; blanks
 * within a line do not end it, so that a wrong sentence gets one.
 */
final class CommandReader {
  /** How many bytes one read takes at most. */
  static final int READ = 1024;

  private static final List<Optional<LanCommand>> BY_LETTER = byLetter();

  private CommandReader() {}

  /** The commands of one read. */
  static List<Optional<LanCommand>> read(ByteString bytes) {
    List<Optional<LanCommand>> commands = new ArrayList<>();
    boolean isUnknownRun = false;
    for (int i = 0; i < bytes.size(); i++) {
      byte letter = bytes.apply(i);
      if (letter == '\n' || letter == '\r') {
        isUnknownRun = false;
      } else if (!isBlank(letter)) {
        Optional<LanCommand> command = command(letter);
        if (command.isPresent() || !isUnknownRun) {
          commands.add(command);
        }
        isUnknownRun = command.isEmpty();
      }
    }
    return commands;
  }

  private static boolean isBlank(byte letter) {
    return letter == ' ' || letter >= '\t' && letter <= '\r';
  }

  private static Optional<LanCommand> command(byte letter) {
    return BY_LETTER.get(Byte.toUnsignedInt(letter));
  }

  private static List<Optional<LanCommand>> byLetter() {
    List<Optional<LanCommand>> all =
        new ArrayList<>(Collections.nCopies(1 << Byte.SIZE, Optional.empty()));
    for (LanCommand command : LanCommand.values()) {
      all.set(command.letter(), Optional.of(command));
    }
    return List.copyOf(all);
  }
}
