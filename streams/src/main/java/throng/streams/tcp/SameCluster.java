package throng.streams.tcp;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a camera's own addresses are nodes of the cluster that it is at: those place it
 * themselves. A pure state machine: time comes in as nanoseconds of any one monotonic clock. Any
 * thread may use it.
 *
 * <p>Nodes tell each other's addresses as they know them, which need not be how the settings spell
 * them. So an address counts, too, from which the camera was sent on, or from which it went to a
 * node that was told of there.
 */
final class SameCluster {
  private final List<String> own;
  private final long keptNanos;
  private final Map<String, Known> known = new HashMap<>();
  private Set<String> told = Set.of();
  private String present = "";
  private String target = "";

  /**
   * @param own the settings' addresses
   * @param kept how long one counts of which the others tell no more
   */
  SameCluster(List<String> own, Duration kept) {
    this.own = List.copyOf(own);
    this.keptNanos = kept.toNanos();
  }

  /**
   * An address of the cluster.
   *
   * @param isTold whether nodes tell of it in these letters
   * @param goneNanos since when they do not; empty: they do
   */
  private record Known(boolean isTold, Optional<Long> goneNanos) {}

  /** The address has taken the camera, and told of these. */
  synchronized void welcomed(String address, Collection<String> others, long now) {
    at(address);
    told(others, now);
  }

  /** The address sends the camera on. */
  synchronized void sentOn(String address, String to) {
    at(address);
    target = to;
  }

  private void at(String address) {
    boolean isTogether =
        address.equals(present)
            || address.equals(target)
            || told.contains(address)
            || known.containsKey(address);
    if (!isTogether) {
      known.clear();
      told = Set.of();
    }
    present = address;
    target = address;
    if (own.contains(address)) {
      known.putIfAbsent(address, new Known(false, Optional.empty()));
    }
  }

  /** The node that has the camera tells of these: the whole list. */
  synchronized void told(Collection<String> others, long now) {
    told = Set.copyOf(others);
    own.stream()
        .filter(told::contains)
        .forEach(it -> known.put(it, new Known(true, Optional.empty())));
    known.replaceAll((address, its) -> new Known(its.isTold(), gone(address, its, now)));
  }

  private Optional<Long> gone(String address, Known its, long now) {
    boolean isThere =
        address.equals(present) || told.contains(address) || (!its.isTold() && !told.isEmpty());
    return isThere ? Optional.empty() : its.goneNanos().or(() -> Optional.of(now));
  }

  /** Whether the address is of the cluster, or was a short while ago. */
  synchronized boolean has(String address, long now) {
    Known its = known.get(address);
    return its != null && its.goneNanos().filter(gone -> now - gone >= keptNanos).isEmpty();
  }
}
