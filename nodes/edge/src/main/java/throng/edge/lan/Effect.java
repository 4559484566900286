package throng.edge.lan;

import akka.util.ByteString;
import java.nio.file.Path;
import java.util.Optional;
import throng.streams.legacy.lan.LanCommand;

/** What is to be done when the viewer steps from one {@link Phase} to the next. */
sealed interface Effect {
  /** The edge is sent a command; dropped where there is no connection. */
  record Send(LanCommand command) implements Effect {}

  /** The user is told. */
  record Say(String sentence) implements Effect {}

  /** A picture that was asked for is shown, and kept in the file that was named. */
  record Show(ByteString jpeg, Optional<Path> file) implements Effect {}

  /** A picture of the stream is shown and recorded. */
  record Film(ByteString jpeg) implements Effect {}

  /** What has no argument. */
  enum Plain implements Effect {
    /** From now on the edge has the time of a single picture to answer. */
    AWAIT_ANSWER,
    /** No answer is waited for any more. */
    AWAIT_NOTHING,
    /** The user is told that the picture is late. */
    TELL_LATE,
    /** Rate and recording begin, where there is a connection. */
    BEGIN_STREAM,
    /** The recording is closed, and the window. */
    END_STREAM,
    /** The window is closed until the next picture. */
    HIDE
  }
}
