package throng.streams.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import throng.streams.frame.JpegFrame;

/**
 * The frames that a node owes an answer on one connection, oldest first, and how long it has. Pure:
 * time comes in as nanoseconds of any one monotonic clock.
 */
final class AnswersOwed {
  private record Frame(long sequence, long due) {}

  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Duration within;
  private final int leastBytesPerSecond;

  /**
   * @param within how long the node has, beside what the frame's way to it takes
   * @param leastBytesPerSecond how slow that way may be
   */
  AnswersOwed(Duration within, int leastBytesPerSecond) {
    this.within = within;
    this.leastBytesPerSecond = leastBytesPerSecond;
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  void sent(JpegFrame frame, long now) {
    long onItsWay = TimeUnit.SECONDS.toNanos(frame.jpeg().size()) / leastBytesPerSecond;
    frames.addLast(new Frame(frame.sequence(), now + within.toNanos() + onItsWay));
  }

  /** Notes an answer; false: it is not the one that is due. */
  boolean answered(long sequence) {
    Frame oldest = frames.peekFirst();
    if (oldest == null || oldest.sequence() != sequence) {
      return false;
    }
    frames.removeFirst();
    return true;
  }

  boolean isLate(long now) {
    Frame oldest = frames.peekFirst();
    return oldest != null && now - oldest.due() > 0;
  }
}
