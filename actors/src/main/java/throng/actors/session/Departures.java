package throng.actors.session;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;

/**
 * Which sessions are on their way to other nodes, and who waits until they are gone. One thread.
 */
final class Departures {
  private final Set<Long> underWay = new HashSet<>();
  private final List<ActorRef<Sessions.Departed>> waiting = new ArrayList<>();

  void await(ActorRef<Sessions.Departed> replyTo) {
    waiting.add(replyTo);
  }

  /** Sends a camera away, where there is a node that takes it. */
  void begin(Entry entry, SessionContext node) {
    Optional<HostAndPort> target = node.drainTarget(entry.opened().hello());
    if (target.isPresent()) {
      underWay.add(entry.origin().session());
      entry.tell(new Message.Move(true, target.get()));
    }
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
