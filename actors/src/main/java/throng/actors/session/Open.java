package throng.actors.session;

import akka.actor.typed.ActorRef;
import java.util.Optional;
import java.util.function.Consumer;
import throng.streams.tcp.Peer;
import throng.streams.wire.Message.Hello;
import throng.streams.wire.Message.Refused;
import throng.streams.wire.Pulse;
import throng.streams.wire.RefusedCode;

/**
 * Asks to let a camera in.
 *
 * @param peer whose connection it is
 * @param ending ends the connection that asks
 * @param notices tells it what is no answer
 * @param pulse its signs of life; empty: it can give none, and counts as alive
 * @param letIn given its session, before the answer and also where nobody waits for that any more:
 *     whoever asked tells {@link Sessions.Close} of it
 */
record Open(
    Peer peer,
    Hello hello,
    Ending ending,
    Notices notices,
    Optional<Pulse> pulse,
    Consumer<Session> letIn,
    ActorRef<Opening> replyTo)
    implements Sessions.Command {

  /** Whether a certificate proves its name: with one nobody is let in under another. */
  boolean isCertified() {
    return peer.identity().isPresent();
  }

  /**
   * Whether other nodes are to be asked for its name: who has it there may let go of it.
   *
   * @param why the name cannot be had now
   */
  boolean isWorthAskingFor(RefusedCode why) {
    // Who proves nothing may call itself a newer connection of who proves the name.
    return why == RefusedCode.NAME_IN_USE || (why == RefusedCode.UNAVAILABLE && isCertified());
  }

  /** It has closed its side, or all of it: no frame can come. */
  boolean isAway() {
    return peer.isGone() || pulse.map(Pulse::hasEnded).orElse(false);
  }

  void reject(Refused refused) {
    replyTo.tell(new Opening.Rejected(refused));
  }
}
