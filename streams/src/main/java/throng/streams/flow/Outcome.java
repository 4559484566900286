package throng.streams.flow;

import org.jspecify.annotations.Nullable;
import throng.streams.camera.CapturedFrame;
import throng.streams.frame.FrameReply;

/**
 * What became of a frame that was sent: the one row that it gets.
 *
 * @param reply its answer; null: lost with its connection (live mode)
 * @param ageNanos from the picture's leaving the driver to its answer's arrival, on this machine's
 *     monotonic clock; 0 where lost
 */
public record Outcome(CapturedFrame frame, @Nullable FrameReply reply, long ageNanos) {}
