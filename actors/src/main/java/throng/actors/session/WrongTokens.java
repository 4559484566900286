package throng.actors.session;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import throng.actors.time.MonotonicClock;
import throng.streams.tcp.Peer;
import throng.streams.tcp.PeerNetwork;

/**
 * How long a network's tokens have to wait until they are looked at: the longer the more wrong ones
 * have come from there. Remembers a bounded number of networks, those that failed last. One thread.
 */
final class WrongTokens {
  private static final int PARTS = 4;

  private record Failures(int inARow, long lastNanos) {}

  private final WrongTokenSettings settings;
  private final MonotonicClock clock;
  // In the order in which they last failed.
  private final Map<PeerNetwork, Failures> byNetwork = new LinkedHashMap<>();
  private final Map<Peer, Runnable> waiting = new IdentityHashMap<>();

  WrongTokens(WrongTokenSettings settings, MonotonicClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** How long the next token from there has to wait, whatever it is. */
  Duration pause(PeerNetwork network) {
    int failures = failures(network);
    return failures == 0 ? Duration.ZERO : settings.pause().after(failures, 0);
  }

  /** A wrong token came from there. */
  void failed(PeerNetwork network) {
    Failures now = new Failures(failures(network) + 1, clock.nanos());
    byNetwork.remove(network);
    byNetwork.put(network, now);
    if (byNetwork.size() > settings.maxNetworks()) {
      byNetwork.remove(byNetwork.keySet().iterator().next());
    }
  }

  /**
   * Lets one more wait for its token to be looked at. Those of one network have a quarter of the
   * places, so that none of them fills all. A place is free once its connection has ended, when
   * another is asked for.
   *
   * @param givesUp lets go of what waits, where its connection has ended
   * @return false: too many wait
   */
  boolean letsWait(Peer peer, Runnable givesUp) {
    letGoOfThoseThatAreGone();
    PeerNetwork network = PeerNetwork.of(peer.address());
    long ofNetwork =
        waiting.keySet().stream()
            .filter(it -> PeerNetwork.of(it.address()).equals(network))
            .count();
    boolean mayWait =
        waiting.size() < settings.maxWaiting()
            && ofNetwork < Math.max(1, settings.maxWaiting() / PARTS);
    if (mayWait) {
      waiting.put(peer, givesUp);
      peer.waits();
    }
    return mayWait;
  }

  private void letGoOfThoseThatAreGone() {
    List<Peer> gone = waiting.keySet().stream().filter(Peer::isGone).toList();
    gone.forEach(peer -> Objects.requireNonNull(waiting.remove(peer)).run());
  }

  /** Its token is looked at now. */
  void hasWaited(Peer peer) {
    waiting.remove(peer);
    peer.judged();
  }

  private int failures(PeerNetwork network) {
    Failures failures = byNetwork.get(network);
    boolean areKnown =
        failures != null
            && clock.nanos() - failures.lastNanos() <= settings.forgetAfter().toNanos();
    return failures != null && areKnown ? failures.inARow() : 0;
  }
}
