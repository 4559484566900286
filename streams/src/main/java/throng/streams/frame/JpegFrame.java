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
 * @param width in pixels; 0 where the bytes are no picture
 * @param height in pixels; 0 where the bytes are no picture
 * @param jpeg the picture, never compacted or copied on its way
 */
public record JpegFrame(
    long sequence,
    long capturedNanos,
    long capturedMillis,
    int worthMillis,
    int width,
    int height,
    ByteString jpeg) {

  /** A frame of the size that its JPEG's header tells. */
  public static JpegFrame of(
      long sequence, long capturedNanos, long capturedMillis, int worthMillis, ByteString jpeg) {
    return new JpegFrame(sequence, capturedNanos, capturedMillis, worthMillis, 0, 0, jpeg)
        .encoded(jpeg);
  }

  /** The same frame with another remaining worth. */
  public JpegFrame worth(int millis) {
    return new JpegFrame(sequence, capturedNanos, capturedMillis, millis, width, height, jpeg);
  }

  /** The same frame, its picture encoded otherwise, of the size that the new header tells. */
  public JpegFrame encoded(ByteString again) {
    return JpegHeader.of(again)
        .map(header -> with(header.width(), header.height(), again))
        .orElse(with(width, height, again));
  }

  /** The same frame without its picture's bytes. */
  public JpegFrame withoutJpeg() {
    return with(width, height, ByteString.emptyByteString());
  }

  /** The picture's pixels. */
  public long pixels() {
    return (long) width * height;
  }

  private JpegFrame with(int newWidth, int newHeight, ByteString bytes) {
    return new JpegFrame(
        sequence, capturedNanos, capturedMillis, worthMillis, newWidth, newHeight, bytes);
  }
}
