package throng.bench.hostile;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Many peers, kept at their number by one thread: who is thrown out comes again. */
final class Crowd {
  private static final long TICK_MILLIS = 20;

  private final int size;
  private final double renewedPerSecond;
  private final Scripts scripts;
  private final Set<CrowdPeer> peers = new HashSet<>();
  private int next;

  /** What the peer of this number does. */
  interface Scripts {
    Script script(int number);
  }

  /**
   * @param renewedPerSecond the most that connect in a second
   */
  Crowd(int size, double renewedPerSecond, Scripts scripts) {
    this.size = size;
    this.renewedPerSecond = renewedPerSecond;
    this.scripts = scripts;
  }

  void play(Turn turn) throws InterruptedException {
    turn.together(
        1,
        () -> {
          try (Selector selector = Selector.open()) {
            run(selector, turn);
          } finally {
            peers.forEach(CrowdPeer::close);
            peers.clear();
          }
        });
  }

  private void run(Selector selector, Turn turn) throws IOException {
    long last = System.nanoTime();
    double due = 0;
    while (!turn.isOver()) {
      selector.select(TICK_MILLIS);
      for (SelectionKey key : selector.selectedKeys()) {
        ((CrowdPeer) key.attachment()).ready(key);
      }
      selector.selectedKeys().clear();
      long now = System.nanoTime();
      double seconds = (double) (now - last) / TimeUnit.SECONDS.toNanos(1);
      last = now;
      peers.forEach(peer -> peer.tick(seconds, turn.toll()));
      peers.removeIf(CrowdPeer::isGone);
      due = Math.min(renewedPerSecond, due + seconds * renewedPerSecond);
      for (; due >= 1 && peers.size() < size; due--) {
        peers.add(CrowdPeer.connect(scripts.script(next++), selector, turn.toll()));
      }
    }
  }
}
