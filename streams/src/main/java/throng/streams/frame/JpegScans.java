package throng.streams.frame;

import java.nio.ByteBuffer;

/**
 * How often a decoder passes over a JPEG's picture: a progressive one may hold thousands of scans
 * in a few kilobytes, and each costs as much time as all pixels do.
 */
public final class JpegScans {
  /** A decoder may pass over so many times the pixels of the largest picture. */
  private static final int MOST_PASSES = 10;

  /** A scan of the smallest picture costs as much as one of these many pixels. */
  private static final int LEAST_PIXELS = 1 << 16;

  /** A block's side, in pixels. */
  private static final int BLOCK = 8;

  // Beside a nanosecond for each pixel of each scan: colours and transformation; Huffman's codes.
  private static final long PIXEL_NANOS = 2;
  private static final long BYTE_NANOS = 8;

  private static final long EACH_LOWEST_BIT = 0x0101010101010101L;
  private static final long EACH_HIGHEST_BIT = 0x8080808080808080L;

  private JpegScans() {}

  /**
   * How many scans a picture may have.
   *
   * @param maxPixels the pixels of the largest picture that is decoded
   */
  public static long most(JpegHeader picture, long maxPixels) {
    return Math.max(1, MOST_PASSES * maxPixels / passed(picture));
  }

  /**
   * How long a decoder will take for a picture, before it is decoded: in nanoseconds of a core of
   * 2020; right within a factor of about two, for whatever a peer may send.
   *
   * @param scans as they were counted
   * @param bytes the JPEG's length
   */
  public static long decodeNanos(JpegHeader picture, int scans, int bytes) {
    return PIXEL_NANOS * picture.pixels() + scans * passed(picture) + BYTE_NANOS * bytes;
  }

  /** What a scan passes over, in pixels: whole blocks. */
  private static long passed(JpegHeader picture) {
    return Math.max(LEAST_PIXELS, wholeBlocks(picture.width()) * wholeBlocks(picture.height()));
  }

  private static long wholeBlocks(int side) {
    return (side + BLOCK - 1L) / BLOCK * BLOCK;
  }

  static int count(ByteBuffer jpeg, int firstScan) {
    int scans = 0;
    int position = firstScan;
    while (position + 1 < jpeg.limit()) {
      int marker = at(jpeg, position + 1);
      if (marker == JpegMarker.END_OF_IMAGE) {
        break;
      }
      scans += marker == JpegMarker.START_OF_SCAN ? 1 : 0;
      position = nextMark(jpeg, position + length(jpeg, position, marker));
    }
    return scans;
  }

  /** The first byte FF from here on, looked for in eight at a time; else the end. */
  private static int nextMark(ByteBuffer jpeg, int from) {
    int position = from;
    while (position + Long.BYTES <= jpeg.limit() && !hasMark(jpeg.getLong(position))) {
      position += Long.BYTES;
    }
    while (position < jpeg.limit() && at(jpeg, position) != JpegStart.MARK) {
      position++;
    }
    return position;
  }

  /** Whether one of the eight bytes is FF: a byte of the complement that is 0 borrows. */
  static boolean hasMark(long bytes) {
    return (~bytes - EACH_LOWEST_BIT & bytes & EACH_HIGHEST_BIT) != 0;
  }

  /** From a marker to where the decoder looks for the next one. */
  private static int length(ByteBuffer jpeg, int position, int marker) {
    if (marker == JpegMarker.FILL) {
      return 1;
    }
    boolean isSegment = marker == JpegMarker.START_OF_SCAN || JpegMarker.isOther(marker);
    if (!isSegment || position + 3 >= jpeg.limit()) {
      return 2;
    }
    int length = at(jpeg, position + 2) << 8 | at(jpeg, position + 3);
    return 2 + Math.max(2, length);
  }

  private static int at(ByteBuffer jpeg, int position) {
    return Byte.toUnsignedInt(jpeg.get(position));
  }
}
