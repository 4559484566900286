package throng.actors.counts;

import throng.streams.frame.CameraId;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;

/**
 * One frame that got its answer.
 *
 * @param frame with its picture's bytes, which are shared, never copied; without them where a
 *     reader asked for counts alone
 * @param reply a {@link throng.streams.frame.DensityMap}, or {@link throng.streams.frame.Skipped}
 * @param network which was to count it
 * @param answeredNanos when, on the node's monotonic clock
 * @param answeredMillis when, in milliseconds since 1970-01-01 UTC
 * @param ageNanos from the frame's last byte to its answer, on the node
 */
public record Counted(
    CameraId camera,
    JpegFrame frame,
    FrameReply reply,
    Network network,
    long answeredNanos,
    long answeredMillis,
    long ageNanos) {

  /** When the frame's last byte came, on the node's monotonic clock. */
  public long arrivedNanos() {
    return answeredNanos - ageNanos;
  }

  /** The same without the picture's bytes. */
  public Counted withoutPicture() {
    return new Counted(
        camera, frame.withoutJpeg(), reply, network, answeredNanos, answeredMillis, ageNanos);
  }
}
