package throng.streams.legacy.lan;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many commands of one viewer are taken in a second: most of them need no picture, so that
 * nothing else bounds how many it sends. What one read was beyond that counts for the seconds that
 * follow. Used by one thread.
 */
final class CommandPace {
  /** More than anybody types, and more than pictures can be asked for. */
  static final int MOST_A_SECOND = 1000;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private long began;
  private long taken;

  /**
   * @param nanoTime the clock
   */
  CommandPace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /** So many commands were taken. */
  void took(int commands) {
    taken += commands;
  }

  /** For how long no command is to be taken, in nanoseconds; 0: the next one may come. */
  long closedFor() {
    long seconds = (nanoTime.getAsLong() - began) / SECOND;
    began += seconds * SECOND;
    taken = Math.max(0, taken - seconds * MOST_A_SECOND);
    long ahead = taken / MOST_A_SECOND;
    return ahead == 0 ? 0 : ahead * SECOND - (nanoTime.getAsLong() - began);
  }
}
