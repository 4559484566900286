package throng.actors.counts;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import throng.streams.frame.DensityMap;

/**
 * What waits for one reader: at most so many counts of so many bytes. For what does not fit the
 * oldest goes, and is counted as dropped. Any thread may use it.
 */
final class Waiting implements CountHub.Reader {
  /** What a count takes beside its picture and its map. */
  private static final int OVERHEAD = 256;

  private final Map<Object, Counted> counts = new LinkedHashMap<>();
  private final int most;
  private final long mostBytes;
  private final boolean newestOnly;
  private final Runnable onNews;
  private final Consumer<Waiting> onClose;
  private long bytes;
  private long dropped;
  private long offered;
  private boolean isClosed;

  /**
   * @param newestOnly of each camera the newest one with a map waits, with its picture; else each
   *     one, without
   * @param onNews runs on the thread that counted, when there is something again
   */
  Waiting(
      int most, long mostBytes, boolean newestOnly, Runnable onNews, Consumer<Waiting> onClose) {
    this.most = most;
    this.mostBytes = mostBytes;
    this.newestOnly = newestOnly;
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
    if (newestOnly && !(counted.reply() instanceof DensityMap)) {
      return;
    }
    if (add(newestOnly ? counted : counted.withoutPicture())) {
      onNews.run();
    }
  }

  private synchronized boolean add(Counted counted) {
    if (isClosed) {
      return false;
    }
    boolean isFirst = counts.isEmpty();
    Object key = newestOnly ? counted.camera() : offered;
    offered++;
    Counted before = counts.remove(key);
    if (before != null) {
      drop(before);
    }
    counts.put(key, counted);
    bytes += bytes(counted);
    Iterator<Counted> oldest = counts.values().iterator();
    while (counts.size() > most || bytes > mostBytes && counts.size() > 1) {
      drop(oldest.next());
      oldest.remove();
    }
    return isFirst;
  }

  private void drop(Counted counted) {
    bytes -= bytes(counted);
    dropped++;
  }

  @Override
  public synchronized List<Counted> take() {
    List<Counted> taken = new ArrayList<>(counts.values());
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
