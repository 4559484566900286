package throng.bench.hostile;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How often what was done, and what the node did about it; of many threads. */
final class Toll {
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  void add(String what) {
    add(what, 1);
  }

  void add(String what, long times) {
    counts.computeIfAbsent(what, absent -> new LongAdder()).add(times);
  }

  @Override
  public String toString() {
    if (counts.isEmpty()) {
      return "nothing, there was no processor time for it";
    }
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue().sum())
        .collect(Collectors.joining(", "));
  }
}
