package throng.edge.camera;

/**
 * Finds where a JPEG ends among the bytes that follow it, without decoding.
 *
 * <p>Fed as the bytes come: each is looked at once.
 */
final class JpegScan implements PictureScan {
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;
  private static final int TEMPORARY = 0x01;

  // Relative to the JPEG's first byte; it is behind the start marker at first.
  private int at = 2;
  private boolean inScan;

  /** The length of the JPEG, also of one that is cut short by the next. */
  @Override
  public int length(byte[] bytes, int from, int to) {
    while (from + at + 1 < to) {
      int marker = bytes[from + at + 1] & 0xFF;
      if ((bytes[from + at] & 0xFF) != 0xFF || marker == 0xFF || marker == 0) {
        at++; // A picture's data, a fill byte, or bytes between segments.
      } else if (marker == END_OF_IMAGE) {
        return at + 2;
      } else if (marker == START_OF_IMAGE) {
        return at;
      } else if (isBare(marker)) {
        at += 2;
      } else if (inScan && !startsSegment(marker)) {
        at++;
      } else if (from + at + 3 < to) {
        int length = (bytes[from + at + 2] & 0xFF) << 8 | bytes[from + at + 3] & 0xFF;
        inScan |= marker == START_OF_SCAN;
        at += 2 + Math.max(2, length);
      } else {
        return UNKNOWN;
      }
    }
    return UNKNOWN;
  }

  @Override
  public boolean mayEnd(byte[] bytes, int from, int end) {
    return (bytes[end - 2] & 0xFF) == 0xFF && (bytes[end - 1] & 0xFF) == END_OF_IMAGE;
  }

  private static boolean isBare(int marker) {
    return marker == TEMPORARY || (marker >= FIRST_RESTART && marker <= LAST_RESTART);
  }

  /** What may stand between two scans; anything else there is damage. */
  private static boolean startsSegment(int marker) {
    return marker >= 0xC0 && marker != 0xC8 && marker < 0xF0 || marker == 0xFE;
  }
}
