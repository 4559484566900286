package throng.streams.frame;

/** The markers of ITU-T T.81, table B.1; each follows a byte FF. */
final class JpegMarker {
  static final int FILL = 0xFF;
  static final int START_OF_IMAGE = 0xD8;
  static final int END_OF_IMAGE = 0xD9;
  static final int START_OF_SCAN = 0xDA;
  static final int HUFFMAN_TABLES = 0xC4;
  private static final int TEMPORARY = 0x01;
  private static final int BASELINE = 0xC0;
  private static final int EXTENDED = 0xC1;
  private static final int PROGRESSIVE = 0xC2;
  private static final int EXTENDED_ARITHMETIC = 0xC9;
  private static final int PROGRESSIVE_ARITHMETIC = 0xCA;
  private static final int ARITHMETIC_CONDITIONING = 0xCC;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;
  static final int QUANTISATION_TABLES = 0xDB;
  static final int RESTART_INTERVAL = 0xDD;
  private static final int FIRST_APPLICATION = 0xE0;
  private static final int LAST_APPLICATION = 0xEF;
  private static final int COMMENT = 0xFE;

  private JpegMarker() {}

  /** Whether it stands alone, without a length. */
  static boolean isBare(int marker) {
    return marker == TEMPORARY || (marker >= FIRST_RESTART && marker <= LAST_RESTART);
  }

  /** Whether it begins a frame of a kind that is decoded: neither lossless nor hierarchical. */
  static boolean isStartOfFrame(int marker) {
    return marker == BASELINE
        || marker == EXTENDED
        || marker == EXTENDED_ARITHMETIC
        || isProgressive(marker);
  }

  static boolean isProgressive(int marker) {
    return marker == PROGRESSIVE || marker == PROGRESSIVE_ARITHMETIC;
  }

  static boolean isArithmetic(int marker) {
    return marker == EXTENDED_ARITHMETIC || marker == PROGRESSIVE_ARITHMETIC;
  }

  /** Whether it begins tables or a text, with a length. */
  static boolean isOther(int marker) {
    return marker == HUFFMAN_TABLES
        || marker == ARITHMETIC_CONDITIONING
        || (marker >= QUANTISATION_TABLES && marker <= RESTART_INTERVAL)
        || (marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION)
        || marker == COMMENT;
  }
}
