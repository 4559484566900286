package throng.gpu;

import java.util.ArrayDeque;
import java.util.Deque;

/** How much of a node's last time went into collecting garbage. Pure; used by one thread. */
final class CollectorShare {
  private record Sample(long nanos, long collectingNanos) {}

  private final long withinNanos;
  private final double most;
  private final Deque<Sample> samples = new ArrayDeque<>();

  CollectorShare(HeapSettings settings) {
    this.withinNanos = settings.within().toNanos();
    this.most = settings.mostCollecting();
  }

  /**
   * Takes the next sample.
   *
   * @param nanos the time
   * @param collectingNanos how long the collector has worked since the process began
   * @return whether its share of the whole window is above the most that it may be
   */
  boolean isTooLarge(long nanos, long collectingNanos) {
    samples.addLast(new Sample(nanos, collectingNanos));
    Sample begin = samples.removeFirst();
    while (!samples.isEmpty() && nanos - samples.getFirst().nanos() >= withinNanos) {
      begin = samples.removeFirst();
    }
    samples.addFirst(begin);
    long passed = nanos - begin.nanos();
    return passed >= withinNanos && collectingNanos - begin.collectingNanos() >= most * passed;
  }
}
