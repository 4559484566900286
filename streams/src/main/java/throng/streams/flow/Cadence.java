package throng.streams.flow;

import throng.streams.camera.CapturedFrame;

/**
 * How long a live picture is worth counting: for {@code maxAge}, or, of a camera whose pictures
 * come more slowly, until its next one, as there is none newer before. Where many such cameras send
 * at once, the node may then count one after the other. Pure; one thread.
 */
final class Cadence {
  /** So that no answer is waited for until a node that owes it counts as stuck. */
  private static final int TIMES_AT_MOST = 10;

  private final long maxAge;
  private long sequence = -1;
  private long capturedNanos;
  // Of the last two: one that is late once makes none worth more.
  private long last;
  private long before;

  /**
   * @param maxAge in nanoseconds
   */
  Cadence(long maxAge) {
    this.maxAge = maxAge;
  }

  /** The camera gave this one; between two, some may have been left out. */
  void took(CapturedFrame frame) {
    long captured = frame.picture().capturedNanos();
    if (sequence >= 0 && frame.sequence() > sequence) {
      before = last;
      last = (captured - capturedNanos) / (frame.sequence() - sequence);
    }
    sequence = frame.sequence();
    capturedNanos = captured;
  }

  /** For how many nanoseconds after its capture a picture is worth counting. */
  long worth() {
    return Math.max(maxAge, Math.min(Math.min(last, before), TIMES_AT_MOST * maxAge));
  }
}
