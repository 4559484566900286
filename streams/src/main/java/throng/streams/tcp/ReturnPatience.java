package throng.streams.tcp;

import java.time.Duration;

/**
 * How long to stay with a lesser GPU node before a better one is looked for.
 *
 * <p>A node that accepts connections may still have no room for the camera: each return that was in
 * vain makes the next wait longer, up to ten times. A pure state machine.
 */
final class ReturnPatience {
  private static final int AT_MOST = 10;

  private final Duration preferAfter;
  private int inVain;
  private boolean isReturning;

  ReturnPatience(Duration preferAfter) {
    this.preferAfter = preferAfter;
  }

  /** How often to look, for as long as the next connection lasts. */
  Duration lookAfter() {
    return preferAfter.multipliedBy(Math.min(1 + inVain, AT_MOST));
  }

  /** A connection was left for a better node. */
  void left() {
    isReturning = true;
  }

  /** A node has answered a frame. */
  void answered() {
    if (isReturning) {
      inVain = 0;
    }
    isReturning = false;
  }

  /** A node could not be reached, or its connection ended without an answer. */
  void failed() {
    if (isReturning) {
      inVain++;
    }
    isReturning = false;
  }
}
