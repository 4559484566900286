package throng.streams.frame;

import akka.util.ByteString;

/**
 * The memory in which a decoder keeps a JPEG's coefficients from scan to scan: two bytes for each
 * of every component's, in whole blocks. A JPEG of one scan is decoded as it is read, without it.
 */
public final class JpegCoefficients {
  /** Three components, none of them of fewer samples than the picture has pixels. */
  private static final int MOST_BYTES_PER_PIXEL = 6;

  private JpegCoefficients() {}

  /** What decoding this JPEG takes for them, in bytes; 0: it has one scan, or is no JPEG. */
  public static long bytes(ByteString jpeg) {
    return JpegStart.of(jpeg)
        .filter(JpegStart::hasManyScans)
        .map(start -> start.planes().bytes())
        .orElse(0L);
  }

  /**
   * What a picture may take for them: as much as the largest one of three components, or as one of
   * its own size, which whole blocks make a little more than its pixels.
   *
   * @param maxPixels the pixels of the largest picture that is decoded
   */
  public static long most(ByteString jpeg, long maxPixels) {
    long own =
        JpegStart.of(jpeg)
            .filter(JpegStart::hasManyScans)
            .map(start -> start.planes().pixels())
            .orElse(0L);
    return most(Math.max(maxPixels, own));
  }

  /** What a picture of so many pixels may take for them. */
  public static long most(long pixels) {
    return MOST_BYTES_PER_PIXEL * pixels;
  }

  /**
   * Whether decoding takes more memory for them than a picture may.
   *
   * @param maxPixels the pixels of the largest picture that is decoded
   */
  public static boolean areTooMany(ByteString jpeg, long maxPixels) {
    long bytes = bytes(jpeg);
    return bytes > most(maxPixels) && bytes > most(jpeg, maxPixels);
  }
}
