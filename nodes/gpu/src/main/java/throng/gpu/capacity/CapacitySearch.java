package throng.gpu.capacity;

/**
 * Which numbers of cameras are to be tried: twice as many each time until some are too many, then
 * what lies in the middle, until the answer is known to one camera in twenty. Pure.
 */
final class CapacitySearch {
  private static final int ONE_IN = 20;

  private final int most;
  private int served;
  private int tooMany;
  private int next;

  /**
   * @param served so many are known to be served
   * @param first is tried first, if it is more
   * @param most no more can be tried
   */
  CapacitySearch(int served, int first, int most) {
    this.served = served;
    this.most = most;
    this.tooMany = Integer.MAX_VALUE;
    this.next = Math.max(served + 1, Math.min(first, most));
  }

  /** Whether nothing more is worth trying. */
  boolean isOver() {
    return served == most || tooMany - served <= Math.max(1, served / ONE_IN);
  }

  /** The least number that was too many; beyond the most: none was. */
  int tooMany() {
    return tooMany;
  }

  /** How many to try. */
  int next() {
    return next;
  }

  /** How that went. */
  void tried(boolean wereServed) {
    if (wereServed) {
      served = next;
    } else {
      tooMany = next;
    }
    next =
        tooMany <= most ? Math.max(1, served + (tooMany - served) / 2) : Math.min(most, 2 * next);
  }
}
