package throng.edge.camera;

import java.time.Duration;

/**
 * Leaves at most {@link #MOST} pictures a second of a camera that sends them as fast as it can.
 * What has waited on the network and comes at once is not too fast: a second's may. One thread.
 */
final class FloodGate {
  /** No more can be asked of a camera either ({@code jpeg.fps}). */
  static final int MOST = 1000;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  // Until when what was taken would last, one after another at the highest rate.
  private long lasts;

  FloodGate(long now) {
    this.lasts = now;
  }

  /** Whether a picture that comes now is taken. */
  boolean take(long now) {
    if (lasts - now < 0) {
      lasts = now;
    }
    if (lasts - now >= SECOND) {
      return false;
    }
    lasts += SECOND / MOST;
    return true;
  }
}
