package throng.streams.tcp;

import java.time.Duration;
import throng.streams.wire.RefusedCode;

/**
 * For how long a camera is offered to nodes whose answer is that its name is in use: the name may
 * be its own, of a connection that broke and is not found out yet. A pure state machine: time comes
 * in as nanoseconds of any one monotonic clock.
 */
final class NamePatience {
  private final Duration patience;
  private long since;
  private boolean isInUse;

  NamePatience(Duration patience) {
    this.patience = patience;
  }

  /** Whether a node that refused with {@code code} is tried again for a while. */
  boolean isPatientWith(RefusedCode code, long now) {
    if (code != RefusedCode.NAME_IN_USE) {
      return false;
    }
    if (!isInUse) {
      isInUse = true;
      since = now;
    }
    return now - since < patience.toNanos();
  }

  /** A node has taken the camera. */
  void welcomed() {
    isInUse = false;
  }
}
