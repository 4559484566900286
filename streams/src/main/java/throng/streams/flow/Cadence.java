package throng.streams.flow;

import java.util.concurrent.TimeUnit;
import throng.streams.camera.CapturedFrame;

/**
 * How long a live picture is worth counting: for {@code maxAge}, or, of a camera whose pictures
 * come more slowly, until its next one, as there is none newer before. Where many such cameras send
 * at once, the node may then count one after the other. Pure; one thread.
 */
final class Cadence {
  private static final int TIMES_AT_MOST = 10;

  /** Well before a node that owes an answer counts as stuck. */
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);

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
    long most = Math.min(LONGEST, TIMES_AT_MOST * maxAge);
    return Math.max(maxAge, Math.min(most, Math.min(last, before)));
  }
}
