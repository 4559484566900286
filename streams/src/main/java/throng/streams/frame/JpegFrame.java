package throng.streams.frame;

import akka.util.ByteString;

/**
 * One picture of one camera, on its way to be counted.
 *
 * @param sequence the frame's number within its camera, from 0
 * @param capturedNanos when the picture left the camera's driver, on the edge's monotonic clock;
 *     means nothing on any other machine
 * @param capturedMillis the same moment as milliseconds since 1970-01-01 UTC, for people
 * @param worthMillis how long from now the answer is worth having; 0: for ever
 * @param jpeg the picture, never compacted or copied on its way
 */
public record JpegFrame(
    long sequence, long capturedNanos, long capturedMillis, int worthMillis, ByteString jpeg) {

  /** The same frame with another remaining worth. */
  public JpegFrame worth(int millis) {
    return new JpegFrame(sequence, capturedNanos, capturedMillis, millis, jpeg);
  }
}
