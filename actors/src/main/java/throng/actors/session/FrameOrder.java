package throng.actors.session;

import java.util.LinkedHashSet;
import java.util.Set;
import throng.streams.frame.FrameReply;
import throng.streams.frame.Mode;
import throng.streams.frame.Skipped;
import throng.streams.wire.WireException;

/**
 * Which sequences may come next on one connection.
 *
 * <p>Each is above all that came before. A lossless frame that was sent back may come again, behind
 * later ones; of those the newest {@code window} are remembered, as many as an edge that sends them
 * again before it sends new ones can have. That bounds the memory, whatever a peer sends. Used by
 * one thread.
 */
final class FrameOrder {
  private final int window;
  private final Set<Long> sentBack = new LinkedHashSet<>();
  private long highest = -1;

  private FrameOrder(int window) {
    this.window = window;
  }

  /**
   * The order of a connection that begins.
   *
   * @param window how many lossless frames may be sent back and not have come again
   */
  static FrameOrder of(Mode mode, int window) {
    return new FrameOrder(mode == Mode.LOSSLESS ? window : 0);
  }

  /**
   * A frame has come.
   *
   * @throws WireException if it may not
   */
  void came(long sequence) {
    if (sequence > highest) {
      highest = sequence;
    } else if (!sentBack.remove(sequence)) {
      throw new WireException(
          WireException.Kind.UNEXPECTED_MESSAGE,
          "Frame %d came after frame %d, and was not sent back".formatted(sequence, highest));
    }
  }

  /** A frame's answer goes out. */
  void answered(FrameReply reply) {
    if (reply instanceof Skipped skipped && skipped.reason().isWorthAnotherTry()) {
      sentBack.add(reply.sequence());
      if (sentBack.size() > window) {
        sentBack.remove(sentBack.iterator().next());
      }
    }
  }
}
