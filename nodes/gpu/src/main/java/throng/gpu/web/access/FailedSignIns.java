package throng.gpu.web.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import throng.streams.tcp.PeerNetwork;

/**
 * Bounds guessing: of a network and an account together, as many people may share one network, one
 * failed sign-in a second, five a minute, twenty an hour; of a network over all accounts that were
 * never let in from there one a minute after sixty within an hour. A try counts from when it
 * begins, so that many at once are no more. Remembers a bounded number of them.
 */
final class FailedSignIns {
  private static final int MOST_REMEMBERED = 10_000;

  private record Limit(int most, Duration within) {}

  private static final Limit[] LIMITS = {
    new Limit(1, Duration.ofSeconds(1)),
    new Limit(5, Duration.ofMinutes(1)),
    new Limit(20, Duration.ofHours(1))
  };
  private static final Limit MANY = new Limit(60, Duration.ofHours(1));
  private static final Duration AFTER_MANY = Duration.ofMinutes(1);
  private static final int LONGEST = MANY.most();

  private final LongSupplier nanos;
  private final LetIn letIn;
  private final Map<String, Deque<Long>> newestFirst =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  FailedSignIns(LongSupplier nanos, LetIn letIn) {
    this.nanos = nanos;
    this.letIn = letIn;
  }

  /** How long that account cannot be tried from there; zero: it can. */
  synchronized Duration pause(PeerNetwork network, String account) {
    long now = nanos.getAsLong();
    Deque<Long> its = newestFirst.getOrDefault(key(network, account), new ArrayDeque<>());
    long wait = 0;
    for (Limit limit : LIMITS) {
      wait = Math.max(wait, untilOver(its, limit, now));
    }
    Deque<Long> all = newestFirst.getOrDefault(network.name(), new ArrayDeque<>());
    if (untilOver(all, MANY, now) > 0 && !letIn.has(network, account)) {
      wait = Math.max(wait, all.getFirst() + AFTER_MANY.toNanos() - now);
    }
    return Duration.ofNanos(wait);
  }

  private static long untilOver(Deque<Long> newestFirst, Limit limit, long now) {
    return newestFirst.stream()
        .skip(limit.most() - 1L)
        .findFirst()
        .map(of -> of + limit.within().toNanos() - now)
        .orElse(0L);
  }

  /** The same; where it can be, that is a failure from now on, until it is said to be none. */
  synchronized Duration begin(PeerNetwork network, String account) {
    Duration pause = pause(network, account);
    if (pause.isZero()) {
      add(key(network, account));
      add(network.name());
    }
    return pause;
  }

  private void add(String key) {
    Deque<Long> its = newestFirst.computeIfAbsent(key, it -> new ArrayDeque<>());
    its.addFirst(nanos.getAsLong());
    if (its.size() > LONGEST) {
      its.removeLast();
    }
  }

  /** It was right: what failed before is forgotten. */
  synchronized void succeeded(PeerNetwork network, String account) {
    newestFirst.remove(key(network, account));
    takeBack(network.name());
  }

  /** It was not looked at. */
  synchronized void notMade(PeerNetwork network, String account) {
    takeBack(key(network, account));
    takeBack(network.name());
  }

  private void takeBack(String key) {
    Deque<Long> its = newestFirst.get(key);
    if (its != null) {
      its.pollFirst();
    }
  }

  private static String key(PeerNetwork network, String account) {
    return network + " " + Digest.sha256(account);
  }
}
