package throng.streams.legacy.lan;

import akka.util.ByteString;

/** What an edge sends to a viewer. */
public sealed interface LanMessage {
  /** One picture, as JPEG. */
  record Picture(ByteString jpeg) implements LanMessage {}

  /** A command was none. */
  record UnknownCommand() implements LanMessage {}
}
