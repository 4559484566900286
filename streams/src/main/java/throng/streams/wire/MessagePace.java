package throng.streams.wire;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import throng.streams.frame.FrameReply;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/**
 * How many messages of one connection are taken in a second, of those that are no frames and no
 * answers: each costs little, and nothing else bounds how many of them a peer sends. A frame whose
 * picture can never be counted is answered at once, so that its window bounds it as little. Used by
 * one thread.
 */
final class MessagePace {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** What such a frame costs, in other messages: it is looked through, and answered in words. */
  private static final int FOR_NOTHING = 10;

  private final int most;
  private final LongSupplier nanoTime;
  private long began;
  private int taken;

  /**
   * @param nanoTime the clock
   */
  MessagePace(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /** A message was taken. */
  void took(Message message) {
    boolean isBoundElsewhere =
        message instanceof Message.Frame
            || message instanceof Message.OversizedFrame
            || message instanceof Message.Reply;
    taken += isBoundElsewhere ? 0 : 1;
  }

  /** An answer was given. */
  void answered(FrameReply reply) {
    boolean isForNothing =
        reply instanceof Skipped skipped
            && (skipped.reason() == SkipReason.UNDECODABLE
                || skipped.reason() == SkipReason.TOO_LARGE);
    taken += isForNothing ? FOR_NOTHING : 0;
  }

  /** So many messages were taken that mean nothing here. */
  void ignored(int messages) {
    taken += messages;
  }

  /** For how long no message is to be taken, in nanoseconds; 0: the next one may come. */
  long closedFor() {
    long now = nanoTime.getAsLong();
    if (now - began >= SECOND) {
      began = now;
      taken = 0;
    }
    return taken < most ? 0 : SECOND - (now - began);
  }
}
