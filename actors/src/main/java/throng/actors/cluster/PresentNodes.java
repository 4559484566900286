package throng.actors.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import throng.actors.time.MonotonicClock;

/**
 * Which nodes there are and were of late, by the names that people know them by: what one that is
 * gone has counted is missed, too. Any thread may use it.
 */
final class PresentNodes {
  /** One that is gone for longer is taken to have been taken away. */
  private static final long MISSED_NANOS = Duration.ofDays(1).toNanos();

  private final MonotonicClock clock;
  private final Map<String, Long> heardNanos = new TreeMap<>();

  PresentNodes(MonotonicClock clock) {
    this.clock = clock;
  }

  /** It has told something. */
  synchronized void heard(String name) {
    heardNanos.put(name, clock.nanos());
  }

  synchronized List<String> names() {
    long now = clock.nanos();
    heardNanos.values().removeIf(nanos -> now - nanos > MISSED_NANOS);
    return List.copyOf(heardNanos.keySet());
  }
}
