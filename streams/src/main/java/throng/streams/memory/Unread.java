package throng.streams.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One connection's answers that may go out and that its peer has not read, oldest first. Pure;
 * guarded by its {@link SharedBytes}.
 */
final class Unread {
  private record Answer(long bytes, long since) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private long bytes;

  /** One may go out from {@code now} on; nothing where it takes no bytes. */
  void add(long answerBytes, long now) {
    if (answerBytes > 0) {
      answers.add(new Answer(answerBytes, now));
      bytes += answerBytes;
    }
  }

  /** Takes the oldest out, and gives its bytes; 0: there is none. */
  long removeOldest() {
    Answer oldest = answers.poll();
    if (oldest == null) {
      return 0;
    }
    bytes -= oldest.bytes();
    return oldest.bytes();
  }

  void clear() {
    answers.clear();
    bytes = 0;
  }

  boolean isEmpty() {
    return answers.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  /** For how long the oldest has been there, in nanoseconds; -1: there is none. */
  long age(long now) {
    Answer oldest = answers.peek();
    return oldest == null ? -1 : now - oldest.since();
  }
}
