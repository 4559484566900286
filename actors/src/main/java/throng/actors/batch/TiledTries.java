package throng.actors.batch;

import java.util.concurrent.TimeUnit;
import throng.actors.inference.PendingFrame;

/**
 * When a camera's live pictures in tiles are tried, of which the last ones came too late.
 *
 * <p>Decoding them holds everybody up, and was for nothing each time. After a few in a row what
 * more is tried in vain takes no more than a small share of one thread; one that is counted in time
 * makes good for all of them.
 */
final class TiledTries {
  private static final int IN_A_ROW = 3;

  /** One part of a thread's time in so many. */
  private static final long SHARE = 25;

  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(15);

  private int inVain;
  private long work;
  private long from;

  /** Whether this frame may be tried. */
  boolean mayTry(PendingFrame frame, long now) {
    return inVain < IN_A_ROW || now - from >= 0 || !isOneOfThem(frame);
  }

  /** One was decoded, which took so much of a processor, in nanoseconds. */
  void decoded(PendingFrame frame, long took) {
    work = isOneOfThem(frame) ? took : work;
  }

  /** It was in vain. */
  void tooLate(PendingFrame frame, long now) {
    if (isOneOfThem(frame)) {
      inVain++;
      from = now + Math.min(LONGEST_PAUSE, SHARE * work);
    }
  }

  /** One had its last run. */
  void inTime(PendingFrame frame) {
    inVain = isOneOfThem(frame) ? 0 : inVain;
  }

  private static boolean isOneOfThem(PendingFrame frame) {
    return frame.isTiled() && frame.canBeTooLate();
  }
}
