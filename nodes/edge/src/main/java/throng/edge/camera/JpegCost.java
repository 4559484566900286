package throng.edge.camera;

import akka.util.ByteString;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.JpegScans;

/** What decoding a JPEG takes, known without decoding it. */
final class JpegCost {
  private JpegCost() {}

  /** Whether a decoder passes over the picture no more often than a small one's worth. */
  static boolean isBearable(ByteString jpeg, JpegHeader header, long maxPixels) {
    return JpegScans.count(jpeg) <= JpegScans.most(header, maxPixels);
  }

  /**
   * How many pixels a decoder keeps when it makes the picture smaller by a divisor of its sides: of
   * several scans it keeps all, whatever the divisor.
   */
  static long pixelsKept(ByteString jpeg, JpegHeader header, int divisor) {
    return JpegScans.mayBeMany(jpeg)
        ? header.pixels()
        : header.pixels() / ((long) divisor * divisor);
  }
}
