package throng.gpu;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import throng.streams.tcp.PeerNetwork;

/**
 * Makes pictures smaller, one at a time, and rests after each for as long as it took: a crowd that
 * sends nothing but such pictures takes half of one core, and leaves the other cores to counting.
 *
 * <p>The networks that pictures come from take turns: none has two in a row while another waits.
 * Any thread may give it pictures; how many wait is bounded by who gives them.
 */
final class FittingTurns {
  private final Executor thread;
  private final BiConsumer<Duration, Runnable> later;
  private final LongSupplier nanoTime;

  // Guarded by this; who has waited longest for its turn is first.
  private final Map<PeerNetwork, Deque<Runnable>> waiting = new LinkedHashMap<>();
  private @Nullable PeerNetwork last;
  private boolean isBusy;

  /**
   * Nothing waits.
   *
   * @param thread where pictures are made smaller
   * @param later runs something there, after a time
   * @param nanoTime the clock
   */
  FittingTurns(Executor thread, BiConsumer<Duration, Runnable> later, LongSupplier nanoTime) {
    this.thread = thread;
    this.later = later;
    this.nanoTime = nanoTime;
  }

  /** Runs what it is given when it is this network's turn. */
  Executor of(PeerNetwork network) {
    return picture -> {
      if (isFirst(network, picture)) {
        thread.execute(this::runNext);
      }
    };
  }

  private synchronized boolean isFirst(PeerNetwork network, Runnable picture) {
    waiting.computeIfAbsent(network, any -> new ArrayDeque<>()).add(picture);
    boolean isFirst = !isBusy;
    isBusy = true;
    return isFirst;
  }

  private void runNext() {
    Runnable picture = next();
    if (picture == null) {
      return;
    }
    long begun = nanoTime.getAsLong();
    try {
      picture.run();
    } finally {
      later.accept(Duration.ofNanos(nanoTime.getAsLong() - begun), this::runNext);
    }
  }

  private synchronized @Nullable Runnable next() {
    Iterator<Map.Entry<PeerNetwork, Deque<Runnable>>> turns = waiting.entrySet().iterator();
    if (!turns.hasNext()) {
      isBusy = false;
      return null;
    }
    Map.Entry<PeerNetwork, Deque<Runnable>> turn = turns.next();
    if (turn.getKey().equals(last) && turns.hasNext()) {
      turn = turns.next();
    }
    PeerNetwork network = turn.getKey();
    last = network;
    Deque<Runnable> pictures = turn.getValue();
    turns.remove();
    Runnable picture = pictures.remove();
    if (!pictures.isEmpty()) {
      waiting.put(network, pictures);
    }
    return picture;
  }
}
