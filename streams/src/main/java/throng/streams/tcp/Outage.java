package throng.streams.tcp;

import java.time.Duration;

/**
 * For how long no node has answered though there was something to answer, or none was there to ask.
 * A pure state machine: time comes in as nanoseconds of any one monotonic clock.
 */
final class Outage {
  private long counted;
  private long since;
  private boolean runs = true;

  /** No node is there from {@code now} on. */
  Outage(long now) {
    since = now;
  }

  /** A node has welcomed the camera; what follows counts once it is asked. */
  void connected(long now) {
    counted = nanos(now);
    runs = false;
  }

  /** A frame was sent. */
  void asked(long now) {
    run(now);
  }

  /** A frame was answered. */
  void answered() {
    counted = 0;
    runs = false;
  }

  /** There is no connection any more. */
  void disconnected(long now) {
    run(now);
  }

  /** How long it has lasted. */
  Duration length(long now) {
    return Duration.ofNanos(nanos(now));
  }

  private void run(long now) {
    if (!runs) {
      runs = true;
      since = now;
    }
  }

  private long nanos(long now) {
    return runs ? counted + now - since : counted;
  }
}
