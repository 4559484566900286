package throng.streams.wire;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection's signs of life, for whoever asks from outside its stream. Any thread may use it.
 */
public final class Pulse {
  private final AtomicReference<@Nullable Runnable> asked = new AtomicReference<>();
  private volatile Runnable ping = () -> {};
  private volatile boolean isUnread;
  private volatile long unreadUntil;
  private volatile boolean ended;

  /**
   * Asks the peer for a sign of life.
   *
   * @param alive run once, by any thread, when a byte comes from now on, or while this side reads
   *     none; in place of an earlier one
   */
  public void ask(Runnable alive) {
    asked.set(alive);
    if (isUnread && System.nanoTime() - unreadUntil < 0) {
      beats();
    } else {
      ping.run();
    }
  }

  /** Whether the peer has closed its side: no sign can come though answers are still read. */
  public boolean hasEnded() {
    return ended;
  }

  /** Tells how a ping is sent. */
  void pingsBy(Runnable sendsPing) {
    ping = sendsPing;
  }

  /** A byte has come, or waits because this side does not read. */
  void beats() {
    if (asked.get() != null) {
      Runnable alive = asked.getAndSet(null);
      if (alive != null) {
        alive.run();
      }
    }
  }

  /**
   * This side reads nothing from here on, for reasons of its own: a peer is not silent then.
   *
   * @param atMost for so long; what was not heard for longer may be gone
   */
  void leavesUnread(Duration atMost) {
    if (!isUnread) {
      unreadUntil = System.nanoTime() + atMost.toNanos();
      isUnread = true;
      beats();
    }
  }

  /** This side asks for bytes again. */
  void reads() {
    isUnread = false;
  }

  void ends() {
    ended = true;
  }
}
