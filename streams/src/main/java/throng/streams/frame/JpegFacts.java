package throng.streams.frame;

import akka.util.ByteString;
import java.util.Optional;

/**
 * What decoding a JPEG will take, read without decoding it: once, for all that is asked about it.
 *
 * <p>A decoder of several scans keeps each coefficient from scan to scan: two bytes for each of
 * every component's, in whole blocks. A JPEG of one scan is decoded as it is read, without them.
 */
public final class JpegFacts {
  /** Three components, none of them of fewer samples than the picture has pixels. */
  private static final int MOST_BYTES_PER_PIXEL = 6;

  private final JpegStart start;

  private JpegFacts(JpegStart start) {
    this.start = start;
  }

  /** Of a JPEG that has a {@link JpegHeader}; empty: it has none. */
  public static Optional<JpegFacts> of(ByteString jpeg) {
    return JpegStart.of(jpeg).map(JpegFacts::new);
  }

  public JpegHeader header() {
    return start.frame();
  }

  /**
   * Whether it is a JPEG up to its first scan and brings no Huffman tables, as many MJPEG cameras
   * do; a decoder of single pictures needs the standard ones then.
   */
  public boolean lacksHuffmanTables() {
    return start.firstScan() >= 0 && !start.hasHuffmanTables();
  }

  /** Whether there may be more than one scan. */
  public boolean mayHaveManyScans() {
    return start.hasManyScans();
  }

  /**
   * The scans that a decoder reads. Baseline JPEGs as cameras write them have one, which is known
   * from their header; others are read whole, without decoding.
   */
  public int scans() {
    return start.hasManyScans() ? JpegScans.count(start.bytes, start.firstScan()) : 1;
  }

  /**
   * Whether it has more scans than a picture may.
   *
   * @param maxPixels the pixels of the largest picture that is decoded
   */
  public boolean hasTooManyScans(long maxPixels) {
    return scans() > JpegScans.most(header(), maxPixels);
  }

  /** What decoding it takes for its coefficients, in bytes; 0: it has one scan. */
  public long coefficientBytes() {
    return start.hasManyScans() ? start.planes().bytes() : 0;
  }

  /**
   * What it may take for them: as much as the largest picture of three components, or as one of its
   * own size, which whole blocks make a little more than its pixels.
   *
   * @param maxPixels the pixels of the largest picture that is decoded
   */
  public long mostCoefficientBytes(long maxPixels) {
    long own = start.hasManyScans() ? start.planes().pixels() : 0;
    return coefficientBytes(Math.max(maxPixels, own));
  }

  /** What a picture of so many pixels may take for them. */
  public static long coefficientBytes(long pixels) {
    return MOST_BYTES_PER_PIXEL * pixels;
  }

  /**
   * Whether decoding it takes more memory for them than a picture may.
   *
   * @param maxPixels the pixels of the largest picture that is decoded
   */
  public boolean hasTooManyCoefficients(long maxPixels) {
    return start.hasManyScans() && coefficientBytes() > mostCoefficientBytes(maxPixels);
  }
}
