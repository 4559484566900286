package throng.actors.session;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import throng.actors.session.Sessions.Drained;
import throng.streams.wire.GoodbyeReason;

/**
 * All connections that were let in and have not ended, those that were replaced among them; and who
 * waits until there is none. One thread.
 */
final class Connections {
  private final Map<Long, Ending> open = new HashMap<>();
  private final List<ActorRef<Drained>> waiting = new ArrayList<>();
  private boolean isAnswered;

  void opened(long session, Ending ending) {
    open.put(session, ending);
  }

  void ended(long session) {
    open.remove(session);
    tellIfDrained();
  }

  /** Takes no more frames of anybody. */
  void endAfterAnswers(GoodbyeReason reason, String sentence) {
    open.values().forEach(ending -> ending.afterAnswers(reason, sentence));
  }

  /** Tells once every frame is answered and nobody is connected any more. */
  void await(ActorRef<Drained> replyTo) {
    waiting.add(replyTo);
    tellIfDrained();
  }

  /** Every frame is answered. */
  void answered() {
    isAnswered = true;
    tellIfDrained();
  }

  /** What has not ended by itself ends with the node's sockets. */
  void over() {
    open.clear();
    tellIfDrained();
  }

  private void tellIfDrained() {
    if (isAnswered && open.isEmpty()) {
      waiting.forEach(replyTo -> replyTo.tell(Drained.INSTANCE));
      waiting.clear();
    }
  }
}
