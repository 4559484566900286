package throng.actors.batch;

import static throng.streams.frame.SkipReason.EXPIRED;
import static throng.streams.frame.SkipReason.OVERLOADED;
import static throng.streams.frame.SkipReason.SHUTTING_DOWN;

import throng.actors.inference.PendingFrame;

/** Why a batcher takes no more frames: what those are answered that it does not finish. */
public enum Departure {
  /** The node goes down: an edge may send them to another one. */
  OF_THE_NODE {
    @Override
    void skip(PendingFrame frame) {
      frame.skip(SHUTTING_DOWN, "The node is going down.");
    }
  },
  /**
   * Another network has taken its place. The connection stays, so that an edge must not wait for
   * the next one.
   */
  OF_THE_NETWORK {
    @Override
    void skip(PendingFrame frame) {
      if (frame.canBeTooLate()) {
        frame.skip(EXPIRED, FrameBook.TOO_LATE);
      } else {
        frame.skip(OVERLOADED, "Another network counts in place of the one that had it.");
      }
    }
  };

  abstract void skip(PendingFrame frame);
}
