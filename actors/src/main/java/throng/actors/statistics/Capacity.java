package throng.actors.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import throng.actors.time.MonotonicClock;

/**
 * How many pixels of pictures a second a network could count here: what its devices count while
 * they are busy, whatever there is to do. In pixels of the pictures as they come, before they are
 * resized or cut into tiles.
 *
 * <p>A device's is what its open workers have answered, by the time that they were busy: a mean
 * over the last ten seconds in which they were, and of its warm-up until then. Any thread may ask.
 */
public final class Capacity {
  /** The first ones take many times as long as all others. */
  private static final int COLD_PICTURES = 50;

  private final Map<String, Device> devices = new LinkedHashMap<>();
  private final PixelRate decoding = new PixelRate();
  private final int decodeThreads;
  private final MonotonicClock clock;
  private long decodedPictures;

  private static final class Device {
    private final PixelRate rate = new PixelRate();
    private int open;
    private boolean hasBeenOpen;

    private double pixelsPerSecond() {
      return open * rate.perSecond();
    }
  }

  Capacity(List<String> names, int decodeThreads, MonotonicClock clock) {
    names.forEach(name -> devices.put(name, new Device()));
    this.decodeThreads = decodeThreads;
    this.clock = clock;
  }

  /**
   * Of all devices together, but no more than can be decoded for them; 0: none of them works any
   * more; not a number: nothing is known yet.
   */
  public synchronized double pixelsPerSecond() {
    double counted = devices.values().stream().mapToDouble(Device::pixelsPerSecond).sum();
    if (counted == 0) {
      return isOut() ? 0 : Double.NaN;
    }
    double decoded = decodeThreads * decoding.perSecond();
    return decoded > 0 ? Math.min(counted, decoded) : counted;
  }

  private boolean isOut() {
    return devices.values().stream().noneMatch(it -> it.open > 0)
        && devices.values().stream().anyMatch(it -> it.hasBeenOpen);
  }

  /** Of each device; 0: nothing is known yet, or it does not work. */
  public synchronized Map<String, Double> byDevice() {
    Map<String, Double> all = new LinkedHashMap<>();
    devices.forEach((name, device) -> all.put(name, device.pixelsPerSecond()));
    return all;
  }

  synchronized void opened(String device) {
    of(device).open++;
    of(device).hasBeenOpen = true;
  }

  synchronized void lost(String device) {
    of(device).open = Math.max(0, of(device).open - 1);
  }

  synchronized void ran(String device, long pixels, long nanos) {
    of(device).rate.worked(pixels, nanos, clock.nanos());
  }

  synchronized void warmed(String device, long pixels, long nanos) {
    of(device).rate.warmed(pixels, nanos);
  }

  synchronized void decoded(long pixels, long nanos) {
    decodedPictures++;
    if (decodedPictures > COLD_PICTURES) {
      decoding.worked(pixels, nanos, clock.nanos());
    }
  }

  private Device of(String device) {
    return Objects.requireNonNull(devices.get(device));
  }
}
