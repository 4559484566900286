package throng.edge.camera;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the orientation of EXIF data, which is laid out as a TIFF file is. */
final class Exif {
  private static final int LITTLE_ENDIAN = 0x4949;
  private static final int BIG_ENDIAN = 0x4D4D;
  private static final int TIFF = 42;
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private Exif() {}

  /**
   * The orientation in the first directory; upright where there is none, or the data is broken.
   *
   * @param from where the byte order stands
   * @param to behind the last byte
   */
  static Orientation orientation(byte[] bytes, int from, int to) {
    int end = Math.min(to, bytes.length);
    if (from < 0 || end - from < 8) {
      return Orientation.UPRIGHT;
    }
    ByteBuffer data = ByteBuffer.wrap(bytes, from, end - from).slice();
    int order = data.getShort(0);
    if (order != LITTLE_ENDIAN && order != BIG_ENDIAN) {
      return Orientation.UPRIGHT;
    }
    data.order(order == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return data.getShort(2) == TIFF ? inDirectory(data, data.getInt(4)) : Orientation.UPRIGHT;
  }

  private static Orientation inDirectory(ByteBuffer data, int directory) {
    if (directory < 8 || directory > data.limit() - 2) {
      return Orientation.UPRIGHT;
    }
    int entries = Short.toUnsignedInt(data.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + i * ENTRY;
      if (at > data.limit() - ENTRY) {
        break;
      }
      if (Short.toUnsignedInt(data.getShort(at)) == ORIENTATION && data.getShort(at + 2) == SHORT) {
        return Orientation.ofExif(data.getShort(at + 8));
      }
    }
    return Orientation.UPRIGHT;
  }
}
