package throng.edge.camera;

import java.util.ArrayList;
import java.util.List;

/**
 * The pictures that waited in a camera's driver and are read one after another: the newest is
 * wanted. A driver whose buffers have all been full has lost what came later: then its newest is
 * old, and the next that comes is waited for. One thread.
 */
final class Burst {
  /** So many intervals after the newest, others would have come if there had been room for them. */
  private static final int INTERVALS = 4;

  private final List<Exposure> exposures = new ArrayList<>();
  private boolean emptied;
  private boolean isNew;
  private boolean isKnown;
  private boolean wasKnown;

  /** The next burst begins. */
  void begin() {
    exposures.clear();
    emptied = false;
    isKnown = false;
  }

  /**
   * A picture was read.
   *
   * @param isKnown whether the exposure is the driver's; otherwise it is the moment of reading
   */
  void add(Exposure exposure, boolean isKnown) {
    exposures.add(exposure);
    this.wasKnown = this.isKnown;
    this.isKnown = isKnown;
    this.isNew = emptied;
  }

  /** Nothing waits any more: whether the newest is to be taken, or the next waited for. */
  boolean isComplete(long nowNanos) {
    emptied = true;
    return !exposures.isEmpty() && (isNew || exposures.size() == 1 || isFresh(nowNanos));
  }

  private boolean isFresh(long nowNanos) {
    int last = exposures.size() - 1;
    long newest = exposures.get(last).nanos();
    long interval = newest - exposures.get(last - 1).nanos();
    return isKnown && wasKnown && nowNanos - newest <= INTERVALS * interval;
  }

  boolean isEmpty() {
    return exposures.isEmpty();
  }

  int size() {
    return exposures.size();
  }

  /** In the order in which they came. */
  List<Exposure> exposures() {
    return List.copyOf(exposures);
  }
}
