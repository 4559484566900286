package throng.edge.camera;

import java.util.Optional;

/**
 * What a JPEG says of itself before its picture begins.
 *
 * @param width in pixels
 * @param height in pixels
 * @param huffmanTables whether it brings its own; many MJPEG cameras leave them out
 */
record JpegHeader(int width, int height, boolean huffmanTables) {
  private static final int START_OF_IMAGE = 0xD8;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int ARITHMETIC_EXTENSION = 0xC8;
  private static final int ARITHMETIC_CONDITIONS = 0xCC;

  /** Empty if the bytes are no JPEG, or end before its first scan. */
  static Optional<JpegHeader> of(byte[] jpeg) {
    if (!isJpeg(jpeg)) {
      return Optional.empty();
    }
    int width = 0;
    int height = 0;
    boolean tables = false;
    int at = 2;
    while (at + 4 <= jpeg.length) {
      if (unsigned(jpeg, at) != 0xFF) {
        return Optional.empty();
      }
      int marker = unsigned(jpeg, at + 1);
      if (marker == 0xFF) {
        at++; // fill byte
        continue;
      }
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        break;
      }
      int length = unsigned(jpeg, at + 2) << 8 | unsigned(jpeg, at + 3);
      if (isFrame(marker) && at + 9 <= jpeg.length) {
        height = unsigned(jpeg, at + 5) << 8 | unsigned(jpeg, at + 6);
        width = unsigned(jpeg, at + 7) << 8 | unsigned(jpeg, at + 8);
      }
      tables |= marker == HUFFMAN_TABLES;
      at += 2 + Math.max(2, length);
    }
    return width > 0 && height > 0
        ? Optional.of(new JpegHeader(width, height, tables))
        : Optional.empty();
  }

  /** Whether the bytes begin as every JPEG does. */
  static boolean isJpeg(byte[] bytes) {
    return bytes.length > 3
        && unsigned(bytes, 0) == 0xFF
        && unsigned(bytes, 1) == START_OF_IMAGE
        && unsigned(bytes, 2) == 0xFF;
  }

  long pixels() {
    return (long) width * height;
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0
        && marker <= 0xCF
        && marker != HUFFMAN_TABLES
        && marker != ARITHMETIC_EXTENSION
        && marker != ARITHMETIC_CONDITIONS;
  }

  private static int unsigned(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }
}
