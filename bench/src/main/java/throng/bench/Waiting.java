package throng.bench;

import java.time.Duration;

/** Waits for what comes soon, but not for ever. */
final class Waiting {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final double BETWEEN_LOOKS_SECONDS = 0.2;

  private Waiting() {}

  /** What is waited for. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Waits up to a minute.
   *
   * @throws IllegalStateException if it does not hold by then
   */
  static void until(Condition condition, String otherwise) throws Exception {
    upTo(MINUTE, condition);
    if (!condition.holds()) {
      throw new IllegalStateException("%s after %d s.".formatted(otherwise, MINUTE.toSeconds()));
    }
  }

  /** Waits until it holds, or the time is over. */
  static void upTo(Duration atMost, Condition condition) throws Exception {
    long start = System.nanoTime();
    while (System.nanoTime() - start < atMost.toNanos() && !condition.holds()) {
      Sampling.rest(BETWEEN_LOOKS_SECONDS);
    }
  }
}
