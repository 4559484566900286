package throng.actors.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import throng.actors.inference.PendingFrame;

/** Frames with which a worker died: each is tried once more, alone. */
final class Suspects {
  private final Deque<PendingFrame> frames = new ArrayDeque<>();

  void add(PendingFrame frame) {
    frames.addLast(frame);
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  /**
   * The next one that is still in time.
   *
   * @param late takes those before it that are not
   */
  Optional<PendingFrame> next(long now, Consumer<PendingFrame> late) {
    while (!frames.isEmpty()) {
      PendingFrame frame = frames.removeFirst();
      if (!frame.isExpiredAt(now)) {
        return Optional.of(frame);
      }
      late.accept(frame);
    }
    return Optional.empty();
  }

  /** Takes those out that {@code leave}, and gives them to {@code end}. */
  void remove(Predicate<PendingFrame> leave, Consumer<PendingFrame> end) {
    for (Iterator<PendingFrame> each = frames.iterator(); each.hasNext(); ) {
      PendingFrame frame = each.next();
      if (leave.test(frame)) {
        each.remove();
        end.accept(frame);
      }
    }
  }
}
