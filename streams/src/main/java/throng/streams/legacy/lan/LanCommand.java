package throng.streams.legacy.lan;

import akka.util.ByteString;

/** What a viewer asks for, by one ASCII byte. */
public enum LanCommand {
  /** One picture; the next only after {@link #CONFIRM}. Ignored in stream mode. */
  PICTURE('0'),
  /** The picture came. */
  CONFIRM('1'),
  /** End this connection, and the edge node where its user allowed it. */
  SHUT_DOWN('2'),
  /** Pictures one after another, without confirmation. */
  STREAM('3'),
  /** No more of them. */
  STOP('q');

  private final char letter;

  LanCommand(char letter) {
    this.letter = letter;
  }

  /** The command's byte. */
  public char letter() {
    return letter;
  }

  /** The command as it is sent. */
  public ByteString bytes() {
    return ByteString.fromString(String.valueOf(letter));
  }
}
