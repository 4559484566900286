package throng.actors.session;

import java.util.Optional;
import throng.streams.tcp.Peer;
import throng.streams.wire.Message.Hello;
import throng.streams.wire.Message.Refused;

/** Who is let in, and who is sent elsewhere. */
final class Judgement {
  private final SessionContext node;
  private final Admission admission;

  Judgement(SessionContext node) {
    this.node = node;
    this.admission = new Admission(node.settings().token(), node.rules());
  }

  /**
   * Why the camera is not let in; empty: it is.
   *
   * @param isDeparting whether this node goes down
   * @param isFull whether it has no place for the camera
   */
  Optional<Refused> refusal(Hello hello, Peer peer, boolean isDeparting, boolean isFull) {
    Optional<Refused> notAdmitted = admission.refusal(hello, peer);
    if (isDeparting) {
      return Optional.of(
          Optional.of(hello)
              .filter(it -> notAdmitted.isEmpty() && it.routing().mayBeRedirected())
              .flatMap(node::drainTarget)
              .map(Refused::moved)
              .orElse(Refusals.GOING_DOWN));
    }
    return notAdmitted
        .or(() -> node.betterFor(hello).map(Refused::moved))
        .or(() -> isFull ? Optional.of(noPlace(hello)) : Optional.empty());
  }

  private Refused noPlace(Hello hello) {
    return node.roomFor(hello).map(Refused::moved).orElse(Refusals.FULL);
  }
}
