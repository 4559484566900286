package throng.actors.counts;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.CameraNow.LastCount;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;

/**
 * Of each camera its newest count with its picture, and how it stands. Any thread may use it.
 *
 * <p>Of cameras that have left only so many are remembered, and no picture: peers may come under
 * ever new names, which then push out their own. Pictures are kept up to a number of bytes; those
 * that have waited longest for a newer one go first.
 */
final class NewestCounts {
  /** How many cameras that have left are remembered. */
  private static final int MOST_AWAY = 256;

  /** In the order of what was last heard of them. */
  private final Map<CameraId, Book> books = new LinkedHashMap<>();

  private final long mostBytes;
  private int away;
  private long bytes;

  /**
   * @param mostBytes of pictures and maps; the newest one of all is kept in any case
   */
  NewestCounts(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  private static final class Book {
    final RecentIntervals intervals = new RecentIntervals();
    long knownSinceNanos;
    boolean isRemembered;
    int connections;
    boolean saidGoodbye;
    @Nullable LastCount last;
    @Nullable Counted newest;

    Book(long knownSinceNanos) {
      this.knownSinceNanos = knownSinceNanos;
    }
  }

  /** Takes a frame that got a map; one that came before the newest one is none. */
  synchronized void put(Counted counted, DensityMap map) {
    Book book = heardOf(counted.camera(), counted.answeredNanos());
    LastCount last = book.last;
    if (last != null) {
      if (counted.arrivedNanos() - last.arrivedNanos() < 0) {
        return;
      }
      if (last.answeredNanos() - book.knownSinceNanos >= 0 && !book.isRemembered) {
        book.intervals.add(Math.max(0, counted.answeredNanos() - last.answeredNanos()));
      }
    }
    comes(book, counted.answeredNanos());
    book.last =
        new LastCount(
            map.count(), counted.arrivedNanos(), counted.answeredNanos(), counted.answeredMillis());
    forgetPicture(book);
    // Answers to what was under way come when the camera has gone, too.
    if (book.connections > 0) {
      book.newest = counted;
      bytes += Waiting.bytes(counted);
      forgetEldestPictures(book);
    }
    forgetEldest();
  }

  /** Takes one that was counted in a run before; one that is known has news of its own. */
  synchronized void remember(CameraId camera, LastCount last, boolean saidGoodbye) {
    if (!books.containsKey(camera)) {
      Book book = heardOf(camera, last.answeredNanos());
      book.last = last;
      book.saidGoodbye = saidGoodbye;
      book.isRemembered = true;
      forgetEldest();
    }
  }

  /** Whether it was away, and is not known any more. */
  synchronized boolean forget(CameraId camera) {
    Book book = books.get(camera);
    boolean isAway = book != null && book.connections == 0;
    if (isAway) {
      books.remove(camera);
      away--;
    }
    return isAway;
  }

  synchronized void connected(CameraId camera, long nanos) {
    Book book = heardOf(camera, nanos);
    away -= book.connections == 0 ? 1 : 0;
    book.connections++;
    book.saidGoodbye = false;
    comes(book, nanos);
  }

  private static void comes(Book book, long nanos) {
    if (book.isRemembered) {
      book.isRemembered = false;
      book.knownSinceNanos = nanos;
    }
  }

  synchronized void disconnected(CameraId camera, long nanos, boolean saidGoodbye) {
    Book book = heardOf(camera, nanos);
    book.saidGoodbye |= saidGoodbye;
    if (book.connections > 0) {
      book.connections--;
      away += book.connections == 0 ? 1 : 0;
    }
    if (book.connections == 0) {
      forgetPicture(book);
    }
    forgetEldest();
  }

  synchronized Optional<Counted> latest(CameraId camera) {
    Book book = books.get(camera);
    return book == null ? Optional.empty() : Optional.ofNullable(book.newest);
  }

  synchronized Optional<CameraNow> camera(CameraId camera) {
    return Optional.ofNullable(books.get(camera)).map(book -> now(camera, book));
  }

  synchronized List<CameraNow> cameras() {
    return books.entrySet().stream()
        .map(entry -> now(entry.getKey(), entry.getValue()))
        .sorted((one, other) -> one.camera().toString().compareTo(other.camera().toString()))
        .toList();
  }

  private static CameraNow now(CameraId camera, Book book) {
    return new CameraNow(
        camera,
        book.connections > 0,
        book.connections == 0 && book.saidGoodbye,
        book.isRemembered,
        book.knownSinceNanos,
        Optional.ofNullable(book.last),
        book.intervals.median());
  }

  private Book heardOf(CameraId camera, long nanos) {
    Book book = books.remove(camera);
    if (book == null) {
      book = new Book(nanos);
      away++;
    }
    books.put(camera, book);
    return book;
  }

  private void forgetEldest() {
    while (away > MOST_AWAY) {
      books.remove(leastMissed());
      away--;
    }
  }

  /**
   * Of those that are away one that was never counted; else one of the edge node that has most of
   * them, so that nobody's ever new names push out another's cameras. The eldest of these.
   */
  private CameraId leastMissed() {
    List<Map.Entry<CameraId, Book>> all =
        books.entrySet().stream().filter(it -> it.getValue().connections == 0).toList();
    Map<String, Long> sizes =
        all.stream()
            .collect(Collectors.groupingBy(it -> it.getKey().node(), Collectors.counting()));
    Comparator<Map.Entry<CameraId, Book>> order =
        Comparator.<Map.Entry<CameraId, Book>, Boolean>comparing(it -> it.getValue().last != null)
            .thenComparing(it -> -sizes.getOrDefault(it.getKey().node(), 0L));
    return Collections.min(all, order).getKey();
  }

  private void forgetEldestPictures(Book newest) {
    Iterator<Book> eldest = books.values().iterator();
    while (bytes > mostBytes && eldest.hasNext()) {
      Book book = eldest.next();
      if (book != newest) {
        forgetPicture(book);
      }
    }
  }

  private void forgetPicture(Book book) {
    Counted newest = book.newest;
    if (newest != null) {
      bytes -= Waiting.bytes(newest);
      book.newest = null;
    }
  }
}
