package throng.actors.session;

import java.util.Optional;
import throng.actors.inference.FrameOrigin;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.Pulse;

/**
 * Who has a camera's name.
 *
 * @param opened how it came in
 */
record Entry(Open opened, Session session) {
  FrameOrigin origin() {
    return session.origin();
  }

  long instance() {
    return opened.hello().instance();
  }

  boolean isOf(long instance, int attempt) {
    return instance() == instance && opened.hello().routing().attempt() == attempt;
  }

  Optional<Pulse> pulse() {
    return opened.pulse();
  }

  /** It has closed its side in good order, so that no sign of life can come. */
  boolean isLeaving() {
    return pulse().isPresent() && pulse().get().hasEnded();
  }

  /** Whether the other one proves the name, and this one does not. */
  boolean yieldsTo(Open other) {
    return other.isCertified() && !opened.isCertified();
  }

  /** Whether this one has proved the name, and the other one does not. */
  boolean prevailsOver(Open other) {
    return opened.isCertified() && !other.isCertified();
  }

  /** Whether the one at another node proves the name, and this one does not. */
  boolean yieldsTo(FromOthers.CheckName other) {
    return other.isProved() && !opened.isCertified();
  }

  /** Whether this one has proved the name, and the one at another node does not. */
  boolean prevailsOver(FromOthers.CheckName other) {
    return opened.isCertified() && !other.isProved();
  }

  /** Whether it has, without a certificate, the name of one that is paired. */
  boolean isUnproved(LinkRules rules) {
    return !opened.isCertified() && rules.isPaired(called());
  }

  /** Tells it what is no answer; an edge that does not know of such messages hears nothing. */
  void tell(Message notice) {
    if (opened.hello().routing().movable()) {
      opened.notices().tell(notice);
    }
  }

  /** Another has the name from here on, at another node. */
  void givesUpNameTo(long instance) {
    String camera = origin().camera().toString();
    replaced(
        instance == instance()
            ? "A newer connection of " + camera + ", at another GPU node, took this one's place."
            : "Another edge node is connected as "
                + camera
                + ", at another GPU node; give one of them another --name.");
  }

  /** Ends it where its certificate does not count any more, or it has such a name without one. */
  void endIfRevoked(LinkRules rules) {
    PeerIdentity peer = opened.peer().identity().orElseGet(this::called);
    if (rules.isRevoked(peer)) {
      sentAway(GoodbyeReason.REVOKED, Admission.revoked(peer));
    }
  }

  /** The name is one's who has a certificate, and it has shown none. */
  void endAsUnproved() {
    sentAway(GoodbyeReason.REVOKED, Admission.anothersName(called().name()));
  }

  private PeerIdentity called() {
    return new PeerIdentity(Role.EDGE, origin().camera().node());
  }

  /** Another has the name from here on. */
  void replaced(String sentence) {
    sentAway(GoodbyeReason.REPLACED, sentence);
    opened.peer().left();
  }

  /** It may not stay; it has the name until its connection has ended. */
  private void sentAway(GoodbyeReason reason, String sentence) {
    opened.ending().atOnce(reason, sentence);
    // Its stream may be stuck behind a peer that does not read: what it takes of others ends here.
    session.end();
    opened.peer().refused();
  }
}
