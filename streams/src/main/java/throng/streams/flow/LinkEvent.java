package throng.streams.flow;

import throng.streams.frame.FrameReply;
import throng.streams.wire.Message;

/** What a connection that comes back by itself tells, in order. */
public sealed interface LinkEvent {
  /** Frames flow from here on; whatever was under way before is not answered any more. */
  record Connected(String address, Message.Welcome welcome) implements LinkEvent {}

  /**
   * A frame's answer.
   *
   * @param arrivedNanos {@link System#nanoTime} when it came
   */
  record Answered(FrameReply reply, long arrivedNanos) implements LinkEvent {}

  /**
   * The connection ended, or could not be made.
   *
   * @param sentence why, and what happens next, for the user
   */
  record Disconnected(String address, String sentence) implements LinkEvent {}
}
