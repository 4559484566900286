package throng.streams.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A number of bytes that connections share. Each has a part of its own, which it need not ask for;
 * what goes beyond comes out of a common pool.
 *
 * <p>Who does not fit waits. Those whose last bytes came back promptly go before those that kept
 * them, or have not shown yet; of these, who has waited for long, then who would hold least: large
 * messages compete with each other, and small ones hardly notice. Nobody overtakes one that has
 * waited for long: else many that are a little smaller would keep it out. A message gets all of its
 * bytes at once, so that no two of them can wait for each other. Large messages of those that have
 * not shown yet come at a {@link NewcomerPace}.
 *
 * <p>Any thread may use it; callbacks run under its lock, and only hand on.
 */
final class SharedBytes {
  /** What a peer has to answer for, where others wait for what its connection has. */
  enum Blame {
    /** All that it has: it was taken for a message, which comes too slowly. */
    WHAT_IT_HAS,
    /** Its unread answers: what it has for frames is for the node to answer. */
    WHAT_IT_LEAVES_UNREAD
  }

  // What a newcomer gets at any pace, as a part of the pool.
  private static final long SMALL_PART = 256;

  private final Blame blame;
  private final NewcomerPace newcomers;
  private final long own;
  private final long pool;
  private final long yieldAfterNanos;
  private final LongSupplier nanoTime;
  private final List<Share> queue = new ArrayList<>();
  private final Set<Share> holders = new LinkedHashSet<>();
  private long pooled;
  private long taken;

  /**
   * @param blame whose bytes others need not wait for
   * @param newcomers how fast those get bytes of the pool that were not prompt yet
   * @param own each connection's part
   * @param pool what there is beyond all parts
   * @param yieldAfterNanos how long a share may hold bytes of the pool that another waits for; who
   *     gives them back before is prompt, and who has waited for so long is not overtaken
   * @param nanoTime the clock
   */
  SharedBytes(
      Blame blame,
      NewcomerPace newcomers,
      long own,
      long pool,
      long yieldAfterNanos,
      LongSupplier nanoTime) {
    this.blame = blame;
    this.newcomers = newcomers;
    this.own = own;
    this.pool = pool;
    this.yieldAfterNanos = yieldAfterNanos;
    this.nanoTime = nanoTime;
  }

  /** A connection's share, of which nothing is used yet. */
  Share join() {
    return new Share();
  }

  /** How many bytes are in use. */
  synchronized long taken() {
    return taken;
  }

  /** How many wait for bytes. */
  synchronized int waiting() {
    return queue.size();
  }

  /** What one connection uses. */
  final class Share {
    // In the order of the frames, which is that of their answers.
    private final Deque<Kept> unanswered = new ArrayDeque<>();
    private final Unread unread = new Unread();
    private long held;
    private long kept;
    private long answers;
    private long heldSince;
    private boolean isYielding;
    private boolean isPrompt;
    private boolean isClosed;
    private Runnable yield = () -> {};

    private long wanted;
    private long waitsSince;
    private Runnable granted = () -> {};

    private Share() {}

    /**
     * Takes bytes, or waits for them.
     *
     * @param whenGranted runs when they are taken after all; not, where they are at once
     * @return whether they are taken
     */
    boolean take(long bytes, Runnable whenGranted) {
      synchronized (SharedBytes.this) {
        if (fromPool(bytes) == 0) {
          add(bytes);
          return true;
        }
        wanted = bytes;
        granted = () -> {};
        waitsSince = nanoTime.getAsLong();
        queue.add(this);
        serveQueue();
        granted = whenGranted;
        return !queue.contains(this);
      }
    }

    /** Gives all bytes back that {@link #keep} does not hold. */
    void giveAll() {
      synchronized (SharedBytes.this) {
        queue.remove(this);
        add(kept - held);
        serveQueue();
      }
    }

    /** The connection is gone; what is kept comes out of the pool from now on. */
    void close() {
      synchronized (SharedBytes.this) {
        giveAll();
        long before = beyond(held);
        isClosed = true;
        granted = () -> {};
        yield = () -> {};
        unanswered.clear();
        unread.clear();
        answers = 0;
        pooled += beyond(held) - before;
        holders.remove(this);
      }
    }

    /**
     * Keeps a frame's bytes that were taken, whatever becomes of the connection; takes those that
     * were not.
     */
    Kept keep(long bytes) {
      synchronized (SharedBytes.this) {
        add(Math.max(0, bytes - (held - kept - answers)));
        kept += bytes;
        Kept frame = new Kept(bytes);
        if (!isClosed) {
          unanswered.add(frame);
        }
        return frame;
      }
    }

    /** Gives the bytes of the oldest unread answer back: the peer has it, or its system. */
    void isRead() {
      synchronized (SharedBytes.this) {
        long oldest = unread.removeOldest();
        answers -= oldest;
        add(-oldest);
        if (unread.isEmpty() && blame == Blame.WHAT_IT_LEAVES_UNREAD) {
          isYielding = false;
        }
        serveQueue();
      }
    }

    /** What to run when it has held bytes of the pool for too long, and others wait. */
    void onYield(Runnable ends) {
      yield = ends;
    }

    /** Whether it must give back what it holds. */
    boolean mustYield() {
      synchronized (SharedBytes.this) {
        return isYielding;
      }
    }

    /** For how long it has waited, in nanoseconds. */
    long waited() {
      synchronized (SharedBytes.this) {
        return queue.contains(this) ? nanoTime.getAsLong() - waitsSince : 0;
      }
    }

    /**
     * Looks whether it may go on by now; has another yield, if it is this one's turn and has waited
     * long enough.
     */
    void press() {
      synchronized (SharedBytes.this) {
        serveQueue();
        long now = nanoTime.getAsLong();
        boolean isNext = queue.stream().min(order(now)).filter(next -> next == this).isPresent();
        if (isNext && !fits() && now - waitsSince >= yieldAfterNanos) {
          worst(now).ifPresent(Share::mustEnd);
        }
      }
    }

    private void mustEnd() {
      isYielding = true;
      yield.run();
    }

    private long fromPool(long bytes) {
      return beyond(held + bytes) - beyond(held);
    }

    private boolean fits() {
      return pooled + fromPool(wanted) <= pool;
    }

    private boolean isPaced() {
      return !isPrompt && fromPool(wanted) > pool / SMALL_PART;
    }

    /** For how long it has waited, where that is long; else 0. */
    private long overdue(long now) {
      return now - waitsSince >= yieldAfterNanos ? now - waitsSince : 0;
    }

    /** Whether others have to stay behind it; not where it would not fit into an empty pool. */
    private boolean holdsPlace(long now) {
      return overdue(now) > 0 && beyond(held + wanted) <= pool;
    }

    private void add(long bytes) {
      long before = beyond(held);
      held += bytes;
      taken += bytes;
      pooled += beyond(held) - before;
      if (beyond(held) == 0) {
        isPrompt = before > 0 ? isInTime() : isPrompt;
        holders.remove(this);
        isYielding = false;
      } else if (before == 0) {
        holders.add(this);
        heldSince = nanoTime.getAsLong();
      }
    }

    private boolean isInTime() {
      return !isYielding && nanoTime.getAsLong() - heldSince < yieldAfterNanos;
    }

    private long beyond(long bytes) {
      return isClosed ? bytes : Math.max(0, bytes - own);
    }

    /** For how long it has had what it is to blame for; negative: for nothing. */
    private long blamedFor(long now) {
      return blame == Blame.WHAT_IT_HAS ? now - heldSince : unread.age(now);
    }

    private double weight(long now) {
      long most = blame == Blame.WHAT_IT_HAS ? held : unread.bytes();
      return (double) Math.min(beyond(held), most) * blamedFor(now);
    }

    /** A frame's bytes, which its connection's end does not give back. */
    final class Kept implements Runnable {
      private final long bytes;
      private boolean isAnswered;
      private long answer;

      private Kept(long bytes) {
        this.bytes = bytes;
      }

      /** Gives them back, the first time that it is run. */
      @Override
      public void run() {
        exchange(0);
      }

      /**
       * Gives them back for those of the frame's answer, which the connection has from here on
       * until it {@link #isRead}, whether there is room or not. Only the first call counts.
       */
      void exchange(long answerBytes) {
        synchronized (SharedBytes.this) {
          if (isAnswered) {
            return;
          }
          isAnswered = true;
          answer = isClosed ? 0 : answerBytes;
          kept -= bytes;
          answers += answer;
          add(answer - bytes);
          long now = nanoTime.getAsLong();
          // An answer behind one that is not there yet is not left unread.
          while (!unanswered.isEmpty() && unanswered.element().isAnswered) {
            unread.add(unanswered.remove().answer, now);
          }
          if (pooled > pool) {
            worst(now).ifPresent(Share::mustEnd);
          }
          serveQueue();
        }
      }
    }
  }

  private static Comparator<Share> order(long now) {
    return Comparator.comparing((Share share) -> !share.isPrompt)
        .thenComparing(Comparator.comparingLong((Share share) -> share.overdue(now)).reversed())
        .thenComparingLong(share -> share.held + share.wanted);
  }

  private void serveQueue() {
    if (queue.isEmpty()) {
      return;
    }
    long now = nanoTime.getAsLong();
    queue.sort(order(now));
    boolean isHeld = false;
    boolean isPaceHeld = false;
    for (Share next : List.copyOf(queue)) {
      if (next.fromPool(next.wanted) > 0 && (isHeld || !next.fits())) {
        isHeld |= next.holdsPlace(now);
      } else if (next.isPaced() && (isPaceHeld || !newcomers.allows(next.fromPool(next.wanted)))) {
        isPaceHeld |= next.overdue(now) > 0;
      } else {
        grant(next);
      }
    }
  }

  private void grant(Share next) {
    if (next.isPaced()) {
      newcomers.gave(next.fromPool(next.wanted));
    }
    queue.remove(next);
    next.add(next.wanted);
    next.granted.run();
  }

  /** Who is to blame for most, for longest; one at a time goes, as its bytes may be enough. */
  private Optional<Share> worst(long now) {
    if (holders.stream().anyMatch(share -> share.isYielding)) {
      return Optional.empty();
    }
    return holders.stream()
        .filter(share -> share.blamedFor(now) >= yieldAfterNanos)
        .max(Comparator.comparingDouble(share -> share.weight(now)));
  }
}
