package throng.actors.session;

import throng.actors.counts.Network;
import throng.streams.frame.FrameReply;

/**
 * A frame's answer.
 *
 * @param network which counted it, or was to
 */
record Answered(FrameReply reply, Network network) {}
