package throng.edge.camera;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has cameras opened one after another. Whose opening takes too long, as where a driver hangs, has
 * lost its turn: it keeps nobody waiting any more. Any thread.
 */
final class OpeningTurn {
  private @Nullable Object current;
  private long began;

  /**
   * Waits for a turn.
   *
   * @param patience how long the turn before may take
   * @return the turn, to be ended
   */
  synchronized Object begin(Duration patience) throws InterruptedException {
    long left = began + patience.toNanos() - System.nanoTime();
    while (current != null && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = began + patience.toNanos() - System.nanoTime();
    }
    Object turn = new Object();
    current = turn;
    began = System.nanoTime();
    return turn;
  }

  /** The next one's turn has come, unless this one was lost. */
  synchronized void end(Object turn) {
    if (turn == current) {
      current = null;
      notifyAll();
    }
  }
}
