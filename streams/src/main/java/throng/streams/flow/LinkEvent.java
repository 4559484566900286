package throng.streams.flow;

import java.util.List;
import throng.streams.frame.FrameReply;
import throng.streams.settings.HostAndPort;
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
   * @param inGoodOrder whether both sides have ended it as they should: nothing has failed, and
   *     what is not answered is to be sent on the next connection
   */
  record Disconnected(String address, String sentence, boolean inGoodOrder) implements LinkEvent {}

  /** Where the other nodes of the cluster take frames. */
  record Members(List<HostAndPort> places) implements LinkEvent {}

  /** Another network counts from here on. */
  record ModelChanged(String name, String version) implements LinkEvent {}
}
