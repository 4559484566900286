package throng.actors.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import throng.actors.time.MonotonicClock;
import throng.streams.tcp.PeerNetwork;

/**
 * How long the refusal of a wrong token is held back: each further one of a network longer than the
 * one before. Remembers a bounded number of networks, those that failed last. One thread.
 */
final class WrongTokens {
  private record Failures(int inARow, long lastNanos) {}

  private final WrongTokenSettings settings;
  private final MonotonicClock clock;
  // In the order in which they last failed.
  private final Map<PeerNetwork, Failures> byNetwork = new LinkedHashMap<>();

  WrongTokens(WrongTokenSettings settings, MonotonicClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** A wrong token came from there: how long its refusal has to wait. */
  Duration failed(PeerNetwork network) {
    long now = clock.nanos();
    Failures before = byNetwork.remove(network);
    boolean isKnown =
        before != null && now - before.lastNanos() <= settings.forgetAfter().toNanos();
    int failures = before != null && isKnown ? before.inARow() + 1 : 1;
    byNetwork.put(network, new Failures(failures, now));
    if (byNetwork.size() > settings.maxNetworks()) {
      byNetwork.remove(byNetwork.keySet().iterator().next());
    }
    return failures == 1 ? Duration.ZERO : settings.pause().after(failures - 1, 0);
  }
}
