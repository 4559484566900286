package throng.actors.counts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import throng.streams.frame.DensityMap;

/**
 * What waits for one reader: at most so many answers of so many bytes. For what does not fit the
 * oldest goes, and is counted as dropped: as long as there are any, one of those without a map. So
 * a camera whose frames are no pictures drives nobody's counts out. Any thread may use it.
 */
final class Waiting implements CountHub.Reader {
  /** What a count takes beside its picture and its map. */
  private static final int OVERHEAD = 256;

  private final Deque<Arrived> maps = new ArrayDeque<>();
  private final Deque<Arrived> skips = new ArrayDeque<>();
  private final int most;
  private final long mostBytes;
  private final Runnable onNews;
  private final Consumer<Waiting> onClose;
  private long arrived;
  private long bytes;
  private long dropped;
  private boolean isClosed;

  private record Arrived(long number, Counted counted) {}

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
    boolean isFirst = size() == 0;
    (counted.reply() instanceof DensityMap ? maps : skips).add(new Arrived(arrived++, counted));
    bytes += bytes(counted);
    while (size() > most || bytes > mostBytes && size() > 1) {
      bytes -= bytes((skips.isEmpty() ? maps : skips).remove().counted());
      dropped++;
    }
    return isFirst;
  }

  private int size() {
    return maps.size() + skips.size();
  }

  @Override
  public synchronized List<Counted> take() {
    List<Counted> taken = new ArrayList<>(size());
    while (size() > 0) {
      taken.add(oldest().remove().counted());
    }
    bytes = 0;
    return taken;
  }

  private Deque<Arrived> oldest() {
    Arrived map = maps.peek();
    Arrived skip = skips.peek();
    return skip == null || map != null && map.number() < skip.number() ? maps : skips;
  }

  @Override
  public synchronized long dropped() {
    return dropped;
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      maps.clear();
      skips.clear();
      bytes = 0;
    }
    onClose.accept(this);
  }
}
