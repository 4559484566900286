package throng.edge.camera;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads how a picture is meant to be looked at from EXIF data, which is laid out as a TIFF file is.
 */
final class Exif {
  private static final int LITTLE_ENDIAN = 0x4949;
  private static final int BIG_ENDIAN = 0x4D4D;
  private static final int TIFF = 42;
  private static final int ORIENTATION = 0x0112;
  private static final int X_RESOLUTION = 0x011A;
  private static final int Y_RESOLUTION = 0x011B;
  private static final int ENTRY = 12;

  // The types of values.
  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;

  private final ByteBuffer data;
  private Orientation orientation = Orientation.UPRIGHT;
  private double xResolution = 1;
  private double yResolution = 1;

  private Exif(ByteBuffer data) {
    this.data = data;
  }

  /**
   * What the first directory says; as stored where there is none, or the data is broken.
   *
   * <p>Of the resolutions their ratio alone is of interest: where it is not 1, pixels are not
   * square, whatever the unit.
   *
   * @param from where the byte order stands
   * @param to behind the last byte
   */
  static Display display(byte[] bytes, int from, int to) {
    int end = Math.min(to, bytes.length);
    if (from < 0 || end - from < 8) {
      return Display.PLAIN;
    }
    ByteBuffer data = ByteBuffer.wrap(bytes, from, end - from).slice();
    int order = data.getShort(0);
    if (order != LITTLE_ENDIAN && order != BIG_ENDIAN) {
      return Display.PLAIN;
    }
    data.order(order == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    Exif exif = new Exif(data);
    if (data.getShort(2) == TIFF) {
      exif.directory(data.getInt(4));
    }
    return new Display(
        exif.orientation, Display.aspectOfDensities(exif.xResolution, exif.yResolution));
  }

  private void directory(int directory) {
    if (directory < 8 || directory > data.limit() - 2) {
      return;
    }
    int entries = Short.toUnsignedInt(data.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + i * ENTRY;
      if (at > data.limit() - ENTRY) {
        return;
      }
      switch (Short.toUnsignedInt(data.getShort(at))) {
        case ORIENTATION -> orientation = Orientation.ofExif((int) number(at));
        case X_RESOLUTION -> xResolution = number(at);
        case Y_RESOLUTION -> yResolution = number(at);
        default -> {
          // Says nothing of how the picture is to be looked at.
        }
      }
    }
  }

  /** An entry's first value, whatever its type; NaN if it is no number. */
  private double number(int entry) {
    int value = entry + 8;
    return switch (data.getShort(entry + 2)) {
      case BYTE -> data.get(value) & 0xFF;
      case SHORT -> Short.toUnsignedInt(data.getShort(value));
      case LONG -> Integer.toUnsignedLong(data.getInt(value));
      case RATIONAL -> rational(data.getInt(value));
      default -> Double.NaN;
    };
  }

  private double rational(int at) {
    return at < 0 || at > data.limit() - 8
        ? Double.NaN
        : (double) Integer.toUnsignedLong(data.getInt(at))
            / Integer.toUnsignedLong(data.getInt(at + 4));
  }
}
