package throng.gpu.publish.delivery;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import throng.gpu.publish.delivery.Delivery.Key;

/**
 * What is still to be delivered: a bounded number of all targets, in the order in which it came.
 * Where it is full, who has most makes room. Not safe for use by several threads.
 */
final class WaitingMessages {
  private final Map<Key, Delivery> all = new LinkedHashMap<>();
  private final int capacity;

  WaitingMessages(int capacity) {
    this.capacity = capacity;
  }

  int size() {
    return all.size();
  }

  boolean isFull() {
    return all.size() >= capacity;
  }

  boolean has(Key key) {
    return all.containsKey(key);
  }

  /** Adds it, or puts it in the place of its earlier state. */
  void put(Delivery delivery) {
    all.put(delivery.key(), delivery);
  }

  /** Whether it was there. */
  boolean remove(Key key) {
    return all.remove(key) != null;
  }

  /**
   * The one of the target's that is due first, but for one that another goes before; empty: none is
   * due.
   */
  Optional<Delivery> due(String target, long nowMillis) {
    return all.values().stream()
        .filter(it -> it.target().equals(target) && it.dueMillis() <= nowMillis)
        .filter(it -> !all.containsKey(it.keyBefore()))
        .min(Comparator.comparingLong(Delivery::dueMillis));
  }

  List<Delivery> all() {
    return List.copyOf(all.values());
  }

  /** That one is due at this time already, as if it were new; empty: it is not there. */
  Optional<Delivery> bringForward(Key key, long dueMillis) {
    return Optional.ofNullable(all.computeIfPresent(key, (its, it) -> it.anew(dueMillis)));
  }

  /** As it stands; empty: it is not there. */
  Optional<Delivery> get(Key key) {
    return Optional.ofNullable(all.get(key));
  }

  /** All are due so much sooner. */
  void bringForward(long millis) {
    all.replaceAll((key, delivery) -> delivery.due(delivery.dueMillis() - millis));
  }

  List<Key> of(String target) {
    return all.keySet().stream().filter(key -> key.target().equals(target)).toList();
  }

  /**
   * Which one goes where one more of a target's is to fit: the eldest of who has most, itself
   * included.
   *
   * @param underWay these stay
   */
  Optional<Key> crowdedOutBy(String target, Collection<Key> underWay) {
    Map<String, Integer> numbers = new TreeMap<>(Map.of(target, 1));
    all.keySet().forEach(key -> numbers.merge(key.target(), 1, Integer::sum));
    // Of two that have as many, the one that wants more.
    Comparator<String> most =
        Comparator.<String>comparingInt(it -> numbers.getOrDefault(it, 0))
            .thenComparing(target::equals);
    return numbers.keySet().stream()
        .max(most)
        .flatMap(it -> of(it).stream().filter(key -> !underWay.contains(key)).findFirst());
  }
}
