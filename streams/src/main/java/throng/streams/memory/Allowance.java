package throng.streams.memory;

import throng.streams.frame.JpegFrame;

/**
 * What one connection may have in memory: the message that is coming, and the frames that came and
 * are not answered. Any thread may use it.
 *
 * <p>Times stand still for a peer whose connection waits for room: that is the node's doing.
 */
public final class Allowance {
  /** What a frame takes beside its JPEG, on its way from the wire to its answer. */
  private static final int FRAME_OVERHEAD = 1024;

  private final SharedBytes.Share coming;
  private final SharedBytes.Share waiting;
  private final int withoutAsking;
  private final long roomWithinNanos;

  Allowance(
      SharedBytes.Share coming,
      SharedBytes.Share waiting,
      int withoutAsking,
      long roomWithinNanos) {
    this.coming = coming;
    this.waiting = waiting;
    this.withoutAsking = withoutAsking;
    this.roomWithinNanos = roomWithinNanos;
  }

  /** How much memory one message may take as it comes, without a {@link #reserve}. */
  public int withoutAsking() {
    return withoutAsking;
  }

  /**
   * Reserves memory for all of a long message; one at a time.
   *
   * @param whenGranted runs, on any thread, once it is reserved; not, where it is at once
   * @return whether it is reserved
   */
  public boolean reserve(int bytes, Runnable whenGranted) {
    return coming.take(bytes, whenGranted);
  }

  /** The message under way has come, or is thrown away: gives its reservation back. */
  public void came() {
    coming.giveAll();
  }

  /**
   * Lets a frame that came whole go on to wait for its turn.
   *
   * @param whenAdmitted runs, on any thread, once it may; not, where it may at once
   * @return whether it may
   */
  public boolean admit(JpegFrame frame, Runnable whenAdmitted) {
    return waiting.take(bytes(frame), whenAdmitted);
  }

  /** A frame that was admitted is answered, and no longer in memory. */
  public void answered(JpegFrame frame) {
    waiting.give(bytes(frame));
  }

  /**
   * Makes an admitted frame's memory last beyond the connection: somebody else holds it now.
   *
   * @return gives it back, the first time that it is run
   */
  public Runnable keep(JpegFrame frame) {
    return waiting.keep(bytes(frame));
  }

  /** What to run, on any thread, when others wait for what this connection has held for long. */
  public void onYield(Runnable ends) {
    coming.onYield(ends);
  }

  /** Whether it still has to. */
  public boolean mustYield() {
    return coming.mustYield();
  }

  /**
   * Looks after a message that waits for its reservation; called now and then.
   *
   * @return whether it has waited for too long
   */
  public boolean hasWaitedTooLong() {
    coming.press();
    return coming.waited() > roomWithinNanos;
  }

  /** The connection is gone: gives everything back but what is kept. */
  public void close() {
    coming.close();
    waiting.close();
  }

  private static long bytes(JpegFrame frame) {
    return frame.jpeg().size() + (long) FRAME_OVERHEAD;
  }
}
