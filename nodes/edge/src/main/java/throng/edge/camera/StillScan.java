package throng.edge.camera;

import java.nio.ByteBuffer;

/** Finds the end of a picture of another format than JPEG: PNG, WebP, BMP, GIF, TIFF. */
final class StillScan implements PictureScan {
  /** So many bytes tell whether it is one. */
  static final int BEGINNING = 12;

  private static final int PNG = 0x89504E47;
  private static final int PNG_FIRST_CHUNK = 8;
  private static final int PNG_CHUNK = 12;
  private static final int PNG_END = 0x49454E44;
  private static final int RIFF = 0x52494646;
  private static final int RIFF_HEAD = 8;
  private static final int WEBP = 0x57454250;
  private static final int GIF = 0x47494638;
  private static final int TIFF_LITTLE = 0x49492A00;
  private static final int TIFF_BIG = 0x4D4D002A;
  private static final int BMP = 0x424D;
  private static final int BMP_SIZE = 2;
  private static final int BMP_RESERVED = 6;
  private static final int BMP_LEAST = 26;

  // Relative to the picture's first byte.
  private long at = PNG_FIRST_CHUNK;

  /** Whether the byte may be the first of such a picture. */
  static boolean mayBegin(byte first) {
    return first == (byte) (PNG >>> 24)
        || first == 'R'
        || first == 'G'
        || first == 'I'
        || first == 'M'
        || first == 'B';
  }

  /**
   * Whether such a picture begins here.
   *
   * @param from where {@link #BEGINNING} bytes or more are there
   */
  static boolean begins(byte[] bytes, int from) {
    ByteBuffer head = ByteBuffer.wrap(bytes, from, BEGINNING).slice();
    int first = head.getInt(0);
    return first == PNG
        || (first == RIFF && head.getInt(RIFF_HEAD) == WEBP)
        || first == GIF
        || first == TIFF_LITTLE
        || first == TIFF_BIG
        || isBmp(head);
  }

  /** Its mark is two letters, which a text may begin with too: the rest must fit. */
  private static boolean isBmp(ByteBuffer head) {
    return head.getShort(0) == BMP
        && head.getInt(BMP_RESERVED) == 0
        && size(head, BMP_SIZE) >= BMP_LEAST;
  }

  @Override
  public int length(byte[] bytes, int from, int to) {
    ByteBuffer picture = ByteBuffer.wrap(bytes, from, to - from).slice();
    if (picture.limit() < BEGINNING) {
      return UNKNOWN;
    }
    int first = picture.getInt(0);
    if (first == PNG) {
      return png(picture);
    }
    if (first == RIFF) {
      return whole(picture, RIFF_HEAD + size(picture, 4));
    }
    return first >>> 16 == BMP ? whole(picture, size(picture, BMP_SIZE)) : UNKNOWN;
  }

  /** Behind the chunk that ends it. */
  private int png(ByteBuffer picture) {
    while (at + RIFF_HEAD <= picture.limit()) {
      long end = at + PNG_CHUNK + Integer.toUnsignedLong(picture.getInt((int) at));
      if (picture.getInt((int) at + 4) == PNG_END) {
        return whole(picture, end);
      }
      at = end;
    }
    return UNKNOWN;
  }

  private static int whole(ByteBuffer picture, long length) {
    return length <= picture.limit() ? (int) length : UNKNOWN;
  }

  private static long size(ByteBuffer picture, int at) {
    return Integer.toUnsignedLong(Integer.reverseBytes(picture.getInt(at)));
  }

  /** Where the picture tells its length, that is believed alone. */
  @Override
  public boolean mayEnd(byte[] bytes, int from, int end) {
    int first = ByteBuffer.wrap(bytes).getInt(from);
    return first == GIF || first == TIFF_LITTLE || first == TIFF_BIG;
  }
}
