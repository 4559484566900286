package throng.actors.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import throng.actors.time.MonotonicClock;

/** What the devices of one network have done so far. Any thread may tell it or ask it. */
public final class DeviceStatistics {
  private final Map<String, Book> books = new LinkedHashMap<>();
  private final Capacity capacity;

  private static final class Book {
    private int workers;
    private int open;
    private long batches;
    private long pictures;
    private long busyNanos;
    private long outOfMemory;

    private DeviceTotals totals(double pixelsPerSecond) {
      return new DeviceTotals(
          workers, open, batches, pictures, busyNanos, outOfMemory, pixelsPerSecond);
    }
  }

  /**
   * Of nothing yet.
   *
   * @param workers the device of each worker
   * @param decodeThreads how many threads decode for all of them
   */
  public DeviceStatistics(List<String> workers, int decodeThreads, MonotonicClock clock) {
    workers.forEach(device -> books.computeIfAbsent(device, any -> new Book()).workers++);
    this.capacity = new Capacity(List.copyOf(books.keySet()), decodeThreads, clock);
  }

  /** How many pixels a second they could count. */
  public Capacity capacity() {
    return capacity;
  }

  /** One of its workers takes work from now on. */
  public synchronized void opened(String device) {
    of(device).open++;
    capacity.opened(device);
  }

  /** One of its workers takes no work until it is opened again. */
  public synchronized void lost(String device) {
    of(device).open = Math.max(0, of(device).open - 1);
    capacity.lost(device);
  }

  /**
   * It has run a batch.
   *
   * @param pixels of the pictures that came a run further, as cameras sent them
   */
  public synchronized void ran(String device, int pictures, long pixels, long nanos) {
    Book book = of(device);
    book.batches++;
    book.pictures += pictures;
    book.busyNanos += nanos;
    capacity.ran(device, pixels, nanos);
  }

  /** It has run empty pictures of so many pixels. */
  public void warmed(String device, long pixels, long nanos) {
    capacity.warmed(device, pixels, nanos);
  }

  /** A batch did not fit into its memory. */
  public synchronized void outOfMemory(String device) {
    of(device).outOfMemory++;
  }

  /**
   * A picture was decoded.
   *
   * @param nanos of a processor
   */
  public void decoded(long pixels, long nanos) {
    capacity.decoded(pixels, nanos);
  }

  /** The numbers of each device. */
  public synchronized Map<String, DeviceTotals> read() {
    Map<String, Double> rates = capacity.byDevice();
    Map<String, DeviceTotals> all = new LinkedHashMap<>();
    books.forEach((device, book) -> all.put(device, book.totals(rates.getOrDefault(device, 0.0))));
    return all;
  }

  private Book of(String device) {
    return Objects.requireNonNull(books.get(device));
  }
}
