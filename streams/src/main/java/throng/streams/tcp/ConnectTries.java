package throng.streams.tcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long each try to connect may take. A listener whose queue is full drops what asks it for a
 * connection, and the kernel asks again only after a second; so the edge gives up early and begins
 * anew, with more and more patience for an address that is far away.
 */
final class ConnectTries {
  private static final List<Duration> EARLY =
      List.of(100, 100, 150, 150, 250, 250, 500).stream().map(Duration::ofMillis).toList();

  private ConnectTries() {}

  /**
   * One after another, never none.
   *
   * <p>One alone to a remote crowd counter's server: it may serve one connection at a time, or end
   * with one that is given up before its first byte.
   *
   * @param timeout what they come to together
   */
  static List<Duration> to(GpuAddress node, Duration timeout) {
    return node.counter().isPresent() ? List.of(timeout) : within(timeout);
  }

  /**
   * One after another, never none.
   *
   * @param timeout what they come to together; the last one has half of it at least, for those that
   *     are far away
   */
  static List<Duration> within(Duration timeout) {
    List<Duration> tries = new ArrayList<>();
    Duration left = timeout;
    for (Duration early : EARLY) {
      Duration then = left.minus(early);
      if (then.multipliedBy(2).compareTo(timeout) < 0) {
        break;
      }
      tries.add(early);
      left = then;
    }
    tries.add(left);
    return List.copyOf(tries);
  }
}
