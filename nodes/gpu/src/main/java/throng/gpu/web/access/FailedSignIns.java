package throng.gpu.web.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Bounds guessing: of an address and an account together, as many people may share one address, one
 * failed sign-in a second, five a minute, twenty an hour. Remembers a bounded number of them.
 */
final class FailedSignIns {
  private static final int MOST_REMEMBERED = 10_000;

  private record Limit(int most, Duration within) {}

  private static final Limit[] LIMITS = {
    new Limit(1, Duration.ofSeconds(1)),
    new Limit(5, Duration.ofMinutes(1)),
    new Limit(20, Duration.ofHours(1))
  };
  private static final int LONGEST = 20;

  private final LongSupplier nanos;
  private final Map<String, Deque<Long>> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  FailedSignIns(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** How long that account cannot be tried from that address; zero: it can. */
  synchronized Duration pause(String address, String account) {
    Deque<Long> its = failures.get(key(address, account));
    long now = nanos.getAsLong();
    long wait = 0;
    if (its != null) {
      Long[] newestFirst = its.toArray(new Long[0]);
      for (Limit limit : LIMITS) {
        if (newestFirst.length >= limit.most()) {
          long over = newestFirst[limit.most() - 1] + limit.within().toNanos();
          wait = Math.max(wait, over - now);
        }
      }
    }
    return Duration.ofNanos(Math.max(0, wait));
  }

  synchronized void failed(String address, String account) {
    Deque<Long> its = failures.computeIfAbsent(key(address, account), it -> new ArrayDeque<>());
    its.addFirst(nanos.getAsLong());
    if (its.size() > LONGEST) {
      its.removeLast();
    }
  }

  synchronized void succeeded(String address, String account) {
    failures.remove(key(address, account));
  }

  private static String key(String address, String account) {
    return address + " " + Digest.sha256(account);
  }
}
