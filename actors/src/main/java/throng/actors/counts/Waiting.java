package throng.actors.counts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import throng.streams.frame.DensityMap;

/**
 * What waits for one reader: at most so many counts of so many bytes. For what does not fit the
 * oldest goes, and is counted as dropped. Any thread may use it.
 */
final class Waiting implements CountHub.Reader {
  /** What a count takes beside its picture and its map. */
  private static final int OVERHEAD = 256;

  private final Deque<Counted> counts = new ArrayDeque<>();
  private final int most;
  private final long mostBytes;
  private final Runnable onNews;
  private final Consumer<Waiting> onClose;
  private long bytes;
  private long dropped;
  private boolean isClosed;

  /**
   * @param onNews runs on the thread that counted, when there is something again
   */
  Waiting(int most, long mostBytes, Runnable onNews, Consumer<Waiting> onClose) {
    this.most = most;
    this.mostBytes = mostBytes;
    this.onNews = onNews;
    this.onClose = onClose;
  }

  /** How much memory a count keeps. */
  static long bytes(Counted counted) {
    long map =
        counted.reply() instanceof DensityMap it ? (long) Float.BYTES * it.values().length : 0;
    return OVERHEAD + counted.frame().jpeg().size() + map;
  }

  /** Lets a count wait, and tells the reader if it is the first one. */
  void offer(Counted counted) {
    if (add(counted.withoutPicture())) {
      onNews.run();
    }
  }

  private synchronized boolean add(Counted counted) {
    if (isClosed) {
      return false;
    }
    boolean isFirst = counts.isEmpty();
    counts.add(counted);
    bytes += bytes(counted);
    while (counts.size() > most || bytes > mostBytes && counts.size() > 1) {
      bytes -= bytes(counts.remove());
      dropped++;
    }
    return isFirst;
  }

  @Override
  public synchronized List<Counted> take() {
    List<Counted> taken = new ArrayList<>(counts);
    counts.clear();
    bytes = 0;
    return taken;
  }

  @Override
  public synchronized long dropped() {
    return dropped;
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      counts.clear();
      bytes = 0;
    }
    onClose.accept(this);
  }
}
