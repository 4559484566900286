package throng.actors.session;

import throng.streams.wire.Message.Refused;
import throng.streams.wire.Message.Welcome;

/** The answer to a hello. */
sealed interface Opening {
  /** The camera is let in, until {@link Sessions.Close} is told. */
  record Opened(Session session, Welcome welcome) implements Opening {}

  /** The camera is not let in. */
  record Rejected(Refused refused) implements Opening {}
}
