package throng.streams.frame;

import akka.util.ByteString;
import java.util.Optional;

/**
 * What a JPEG says of its picture before its pixels begin; read without decoding.
 *
 * <p>The decoder gives a picture of exactly this size, or none: whatever it would have to guess at
 * (bytes between segments, a second frame, a marker that does not belong there) has no header.
 *
 * @param width in pixels
 * @param height in pixels
 * @param components 1: grey, 3: colour, 4: colour for printing
 */
public record JpegHeader(int width, int height, int components) {

  /** The header of a JPEG; empty for what is none, or ends or is broken before its size. */
  public static Optional<JpegHeader> of(ByteString jpeg) {
    return JpegStart.of(jpeg).map(JpegStart::frame);
  }

  /** Whether there are JPEGs of this size, in pixels. */
  public static boolean isPossible(int width, int height) {
    return JpegStart.isSide(width) && JpegStart.isSide(height);
  }

  /** The picture's pixels. */
  public long pixels() {
    return (long) width * height;
  }
}
