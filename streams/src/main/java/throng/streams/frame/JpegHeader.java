package throng.streams.frame;

import akka.util.ByteString;
import java.util.Optional;

/**
 * What a JPEG says of its picture before its pixels begin; read without decoding or copying.
 *
 * @param width in pixels
 * @param height in pixels
 * @param components 1: grey, 3: colour
 */
public record JpegHeader(int width, int height, int components) {
  // Markers of ITU-T T.81, table B.1; each follows a byte FF.
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int FIRST_START_OF_FRAME = 0xC0;
  private static final int LAST_START_OF_FRAME = 0xCF;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int JPEG_EXTENSION = 0xC8;
  private static final int ARITHMETIC_CONDITIONING = 0xCC;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;
  private static final int TEMPORARY = 0x01;

  /** Marker, length, precision, height, width, components. */
  private static final int FRAME_HEADER = 10;

  /**
   * Far more segments and fill bytes than cameras write; bounds the work that one picture costs.
   */
  private static final int MAX_STEPS = 4096;

  /** The header of a JPEG; empty for what is none, or ends or is broken before its size. */
  public static Optional<JpegHeader> of(ByteString jpeg) {
    if (jpeg.size() < 2 || at(jpeg, 0) != 0xFF || at(jpeg, 1) != START_OF_IMAGE) {
      return Optional.empty();
    }
    int position = 2;
    for (int step = 0; step < MAX_STEPS && position + 3 < jpeg.size(); step++) {
      int marker = at(jpeg, position + 1);
      if (at(jpeg, position) != 0xFF || marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        return Optional.empty();
      }
      if (isStartOfFrame(marker)) {
        return frame(jpeg, position);
      }
      position += segment(jpeg, position, marker);
    }
    return Optional.empty();
  }

  /** The picture's pixels. */
  public long pixels() {
    return (long) width * height;
  }

  private static int segment(ByteString jpeg, int position, int marker) {
    if (marker == 0xFF) {
      return 1; // A fill byte before a marker.
    }
    boolean isBare = marker == TEMPORARY || (marker >= FIRST_RESTART && marker <= LAST_RESTART);
    return isBare ? 2 : 2 + unsigned16(jpeg, position + 2);
  }

  private static boolean isStartOfFrame(int marker) {
    return marker >= FIRST_START_OF_FRAME
        && marker <= LAST_START_OF_FRAME
        && marker != HUFFMAN_TABLES
        && marker != JPEG_EXTENSION
        && marker != ARITHMETIC_CONDITIONING;
  }

  private static Optional<JpegHeader> frame(ByteString jpeg, int position) {
    if (jpeg.size() - position < FRAME_HEADER) {
      return Optional.empty();
    }
    int height = unsigned16(jpeg, position + 5);
    int width = unsigned16(jpeg, position + 7);
    int components = at(jpeg, position + 9);
    return width == 0 || height == 0 || components == 0
        ? Optional.empty()
        : Optional.of(new JpegHeader(width, height, components));
  }

  private static int unsigned16(ByteString bytes, int position) {
    return at(bytes, position) << 8 | at(bytes, position + 1);
  }

  private static int at(ByteString bytes, int position) {
    return Byte.toUnsignedInt(bytes.apply(position));
  }
}
