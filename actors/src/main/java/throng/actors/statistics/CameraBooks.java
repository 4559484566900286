package throng.actors.statistics;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import throng.streams.frame.CameraId;

/**
 * A book for each camera. Of those that have left only so many are kept, the last ones: peers may
 * come under ever new names. Its {@link NodeStatistics}' own.
 */
final class CameraBooks {
  /** In the order in which cameras came or left. */
  private final Map<CameraId, CameraBook> books = new LinkedHashMap<>();

  private final int mostAway;
  private int away;

  /**
   * @param mostAway how many cameras without a connection are remembered
   */
  CameraBooks(int mostAway) {
    this.mostAway = mostAway;
  }

  private static final class CameraBook {
    final FrameCounter frames = new FrameCounter();
    int connections;
  }

  /** A camera's numbers. */
  FrameCounter of(CameraId camera) {
    return book(camera).frames;
  }

  void connected(CameraId camera) {
    CameraBook book = book(camera);
    away -= book.connections == 0 ? 1 : 0;
    book.connections++;
  }

  void disconnected(CameraId camera) {
    CameraBook book = book(camera);
    book.connections = Math.max(0, book.connections - 1);
    if (book.connections == 0) {
      away++;
      books.remove(camera);
      books.put(camera, book);
      forgetTheEldest();
    }
  }

  Map<CameraId, CameraTotals> read() {
    return books.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                entry ->
                    new CameraTotals(
                        entry.getValue().connections > 0, entry.getValue().frames.read())));
  }

  private CameraBook book(CameraId camera) {
    CameraBook book = books.get(camera);
    if (book == null) {
      book = new CameraBook();
      away++;
      forgetTheEldest();
      books.put(camera, book);
    }
    return book;
  }

  // Not those whose frames are still under way: what becomes of these is to be told.
  private void forgetTheEldest() {
    Iterator<CameraBook> eldest = books.values().iterator();
    while (away > mostAway && eldest.hasNext()) {
      CameraBook book = eldest.next();
      if (book.connections == 0 && !book.frames.hasFramesUnderWay()) {
        eldest.remove();
        away--;
      }
    }
  }
}
