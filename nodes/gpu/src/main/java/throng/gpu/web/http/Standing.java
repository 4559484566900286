package throng.gpu.web.http;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.gpu.web.access.Principal;
import throng.streams.tcp.Peer;

/**
 * Whether a connection stays where too many come: its first request by somebody known lets it in.
 * Until then it may be closed for another, except while what it has shown is looked at. Any thread
 * may tell.
 */
final class Standing {
  private final Peer peer;
  private final Admissions admissions;
  private @Nullable String user;
  private boolean isJudged;
  private boolean isOver;

  Standing(Peer peer, Admissions admissions) {
    this.peer = peer;
    this.admissions = admissions;
  }

  InetAddress address() {
    return peer.address().getAddress();
  }

  /** Somebody known asks on it. */
  synchronized void known(Principal who) {
    if (user == null && !isOver && admissions.take(who.key())) {
      user = who.key();
      peer.admitted();
    }
  }

  /** What it has shown, whole, is looked at: it stays until that is answered. */
  synchronized void judged() {
    if (user == null) {
      isJudged = true;
      peer.judged();
    }
  }

  /**
   * Its request has its answer.
   *
   * @param isLetIn whether what was looked at was right: it then stays until its next answer, as
   *     that request will say who it is
   */
  synchronized void answered(boolean isLetIn) {
    if (user != null || (isJudged && isLetIn)) {
      isJudged = false;
    } else if (isJudged) {
      isJudged = false;
      peer.waits();
    } else {
      peer.refused();
    }
  }

  /** It has ended. */
  synchronized void ended() {
    isOver = true;
    Optional.ofNullable(user).ifPresent(admissions::giveBack);
    user = null;
  }
}
