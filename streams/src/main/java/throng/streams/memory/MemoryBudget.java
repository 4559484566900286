package throng.streams.memory;

import static throng.streams.memory.SharedBytes.Blame.WHAT_IT_HAS;
import static throng.streams.memory.SharedBytes.Blame.WHAT_IT_LEAVES_UNREAD;

import java.util.function.LongSupplier;

/**
 * One node's memory for what its peers send, shared by all connections of all its ports: one half
 * for messages that are still coming, one for frames that wait and for answers that are not read.
 *
 * <p>Of each half, half at least is the common pool that large messages compete for. The rest is
 * each connection's own part, by the greatest number of connections.
 */
public final class MemoryBudget {
  private static final int MOST_READ = 1 << 16;
  private static final int LEAST_READ = 1 << 12;

  /** A hello may always come. */
  private static final int LEAST_WITHOUT_ASKING = 1 << 12;

  private final SharedBytes coming;
  private final SharedBytes waiting;
  private final int readBytes;
  private final int withoutAsking;
  private final long roomWithinNanos;

  private MemoryBudget(MemoryPlan plan, int maxFrameBytes, int connections, LongSupplier nanoTime) {
    long half = plan.half();
    long pool = plan.pool(maxFrameBytes);
    long part = (half - pool) / connections;
    readBytes =
        (int) Long.highestOneBit(Math.max(LEAST_READ, Math.min(MOST_READ, Math.max(1, part / 2))));
    withoutAsking =
        (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_WITHOUT_ASKING, part - readBytes));
    long yieldAfter = plan.yieldAfter().toNanos();
    NewcomerPace newcomers = new NewcomerPace(pool, plan.newcomerRate(), nanoTime);
    coming = new SharedBytes(WHAT_IT_HAS, newcomers, withoutAsking, pool, yieldAfter, nanoTime);
    waiting =
        new SharedBytes(
            WHAT_IT_LEAVES_UNREAD, NewcomerPace.unbounded(), part, pool, yieldAfter, nanoTime);
    roomWithinNanos = plan.roomWithin().toNanos();
  }

  /**
   * A budget of which nothing is used.
   *
   * @param maxFrameBytes the largest JPEG: it always fits
   * @param connections the greatest number of them, of all ports together
   */
  public static MemoryBudget of(MemoryPlan plan, int maxFrameBytes, int connections) {
    return new MemoryBudget(plan, maxFrameBytes, connections, System::nanoTime);
  }

  static MemoryBudget of(
      MemoryPlan plan, int maxFrameBytes, int connections, LongSupplier nanoTime) {
    return new MemoryBudget(plan, maxFrameBytes, connections, nanoTime);
  }

  /** For a side whose peers are few and chosen: nobody ever waits. */
  public static Allowance unlimited() {
    SharedBytes endless =
        new SharedBytes(WHAT_IT_HAS, NewcomerPace.unbounded(), Long.MAX_VALUE / 4, 0, 0, () -> 0);
    return new Allowance(endless.join(), endless.join(), Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /** A connection's part; it is closed with the connection. */
  public Allowance open() {
    return new Allowance(coming.join(), waiting.join(), withoutAsking, roomWithinNanos);
  }

  /** The most that is read from a socket at once, so that what was read is within each part. */
  public int readBytes() {
    return readBytes;
  }

  /** How many bytes messages have reserved that are still coming. */
  public long comingBytes() {
    return coming.taken();
  }

  /** How many bytes frames take that wait, and answers that are not read. */
  public long waitingBytes() {
    return waiting.taken();
  }
}
