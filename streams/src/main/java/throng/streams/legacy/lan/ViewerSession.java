package throng.streams.legacy.lan;

import akka.util.ByteString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What one viewer gets next: its commands, obeyed one after another.
 *
 * <p>A picture that was asked for goes out before the next command is obeyed, so that commands that
 * came together mean what they would have meant one by one.
 */
final class ViewerSession {
  /** What is to be done now. */
  enum Move {
    /** Nothing, until a command comes. */
    WAIT,
    /** Send a picture as soon as there is one, then call {@link #pictureSent}. */
    PICTURE,
    /** Send the text. */
    UNKNOWN_COMMAND,
    /** End the connection. */
    SHUT_DOWN
  }

  private final Deque<Optional<LanCommand>> commands = new ArrayDeque<>();
  private boolean isStreaming;
  private boolean isPictureOwed;
  private boolean awaitsConfirmation;

  /**
   * Takes what one or several reads gave.
   *
   * @return how many commands they were
   */
  int received(ByteString bytes) {
    int before = commands.size();
    for (int from = 0; from < bytes.size(); from += CommandReader.READ) {
      commands.addAll(CommandReader.read(bytes.slice(from, from + CommandReader.READ)));
    }
    return commands.size() - before;
  }

  /** How many commands wait to be obeyed. */
  int waiting() {
    return commands.size();
  }

  /** Whether pictures follow one another. */
  boolean isStreaming() {
    return isStreaming;
  }

  /** Obeys commands up to the first that something is to be done for. */
  Move next() {
    while (!isPictureOwed && !commands.isEmpty()) {
      Optional<LanCommand> command = commands.poll();
      if (command.isEmpty()) {
        return Move.UNKNOWN_COMMAND;
      }
      if (command.get() == LanCommand.SHUT_DOWN) {
        return Move.SHUT_DOWN;
      }
      obey(command.get());
    }
    return isPictureOwed || isStreaming ? Move.PICTURE : Move.WAIT;
  }

  private void obey(LanCommand command) {
    switch (command) {
      case PICTURE -> isPictureOwed = !isStreaming && !awaitsConfirmation;
      case CONFIRM -> awaitsConfirmation = false;
      case STREAM -> {
        isStreaming = true;
        awaitsConfirmation = false;
      }
      case STOP -> isStreaming = false;
      case SHUT_DOWN -> throw new IllegalArgumentException("Ends the session");
    }
  }

  /** A picture went out. */
  void pictureSent() {
    if (isPictureOwed) {
      isPictureOwed = false;
      awaitsConfirmation = true;
    }
  }
}
