package throng.gpu.web.access;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import throng.streams.tcp.PeerNetwork;

/**
 * What waits to be hashed: one of each network, and of who is known there as many as of who is not,
 * each in turn. So strangers, however many networks they have, keep nobody out who came in before.
 * Any thread may use it.
 */
final class HashQueue {
  private final int mostOfEach;
  private final Set<PeerNetwork> networks = new HashSet<>();
  private final Queue<Waiting> known = new ArrayDeque<>();
  private final Queue<Waiting> strangers = new ArrayDeque<>();
  private boolean isStrangersTurn;

  private record Waiting(PeerNetwork network, Runnable work) {}

  /**
   * @param mostOfEach how many known ones may wait, and how many strangers
   */
  HashQueue(int mostOfEach) {
    this.mostOfEach = mostOfEach;
  }

  /** Whether it waits from now on; no: there are too many. */
  synchronized boolean offer(Asker asker, Runnable work) {
    Queue<Waiting> queue = asker.isKnown() ? known : strangers;
    if (queue.size() >= mostOfEach || !networks.add(asker.network())) {
      return false;
    }
    queue.add(new Waiting(asker.network(), work));
    return true;
  }

  /** Takes out whose turn it is. */
  synchronized Optional<Runnable> next() {
    boolean takesStranger = known.isEmpty() || (isStrangersTurn && !strangers.isEmpty());
    Waiting next = takesStranger ? strangers.poll() : known.poll();
    isStrangersTurn = !takesStranger;
    if (next == null) {
      return Optional.empty();
    }
    networks.remove(next.network());
    return Optional.of(next.work());
  }
}
