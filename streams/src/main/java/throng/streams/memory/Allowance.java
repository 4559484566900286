package throng.streams.memory;

import java.util.function.Consumer;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;

/**
 * What one connection may have in memory: the message that is coming, the frames that came and are
 * not answered, and the answers that its peer has not read. Any thread may use it.
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

  /**
   * Looks after a frame that waits to be admitted; called now and then. Who leaves answers unread
   * for long makes room for it.
   */
  public void pressForAdmission() {
    waiting.press();
  }

  /**
   * Makes an admitted frame's memory last beyond the connection: somebody else holds it now.
   *
   * @return to be told of its answer, whose memory the connection has in place of the frame's until
   *     it is {@link #writing written}; what it is told again is nothing
   */
  public Consumer<FrameReply> keep(JpegFrame frame) {
    SharedBytes.Share.Kept kept = waiting.keep(bytes(frame));
    return answer -> kept.exchange(bytes(answer));
  }

  /**
   * An answer is on its way to the peer.
   *
   * @return to be run once the peer's system has it, and its memory is free
   */
  public Runnable writing(FrameReply answer) {
    return bytes(answer) > 0 ? waiting::isRead : () -> {};
  }

  /** What to run, on any thread, when others wait for what this connection has held for long. */
  public void onYield(Runnable ends) {
    coming.onYield(ends);
  }

  /** Whether it still has to. */
  public boolean mustYield() {
    return coming.mustYield();
  }

  /** What to run, on any thread, when others wait for what the peer has left unread for long. */
  public void onUnread(Runnable ends) {
    waiting.onYield(ends);
  }

  /** Whether it still has left too much unread. */
  public boolean leavesTooMuchUnread() {
    return waiting.mustYield();
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

  private static long bytes(FrameReply answer) {
    return answer instanceof DensityMap map ? (long) Float.BYTES * map.values().length : 0;
  }

  private static long bytes(JpegFrame frame) {
    return frame.jpeg().size() + (long) FRAME_OVERHEAD;
  }
}
