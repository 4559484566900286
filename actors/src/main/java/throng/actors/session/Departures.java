package throng.actors.session;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which sessions are on their way to other nodes, and who waits until they are gone. One thread.
 */
final class Departures {
  private final Set<Long> underWay = new HashSet<>();
  private final List<ActorRef<Sessions.Departed>> waiting = new ArrayList<>();

  void await(ActorRef<Sessions.Departed> replyTo) {
    waiting.add(replyTo);
  }

  void begin(long session) {
    underWay.add(session);
  }

  void ended(long session) {
    underWay.remove(session);
    tellIfGone();
  }

  /** Nobody is waited for any longer. */
  void over() {
    underWay.clear();
    tellIfGone();
  }

  void tellIfGone() {
    if (underWay.isEmpty()) {
      waiting.forEach(replyTo -> replyTo.tell(Sessions.Departed.INSTANCE));
      waiting.clear();
    }
  }
}
