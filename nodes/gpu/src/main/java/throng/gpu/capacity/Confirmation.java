package throng.gpu.capacity;

/**
 * The largest number that is served for longer, from the one that was found on. Of several numbers
 * that lie close together the one that passed may have passed by chance.
 */
final class Confirmation {
  private static final double LESS = 0.9;
  private static final int SMALL_STEPS = 6;

  private Confirmation() {}

  /** What becomes of so many cameras in a longer time. */
  interface Trial {
    Measured of(int cameras) throws InterruptedException;
  }

  /**
   * Tries a little less each time, and half of it where that does not help.
   *
   * @param found a number that was served for a short time
   * @return what was served; of no camera where not even one was
   */
  static Measured of(int found, Trial trial) throws InterruptedException {
    int candidate = found;
    for (int step = 1; candidate > 0; step++) {
      Measured measured = trial.of(candidate);
      if (measured.isServed()) {
        return measured;
      }
      double fewer = candidate * (step < SMALL_STEPS ? LESS : 0.5);
      candidate = (int) Math.min(candidate - 1, fewer);
    }
    return Measured.NONE;
  }
}
