package throng.edge.camera;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads how a JPEG is meant to be looked at: EXIF's orientation, and JFIF's or EXIF's pixels. */
final class JpegDisplay {
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);

  /** Where in JFIF's segment the unit of the densities stands; two bytes each follow. */
  private static final int DENSITY_UNIT = 7;

  private Display exif = Display.PLAIN;
  private Display jfif = Display.PLAIN;
  private boolean hasExif;

  private JpegDisplay() {}

  /** As stored where the JPEG says nothing else, or is none. */
  static Display of(byte[] jpeg) {
    JpegDisplay read = new JpegDisplay();
    if (PictureHeader.isJpeg(jpeg)) {
      read.segments(jpeg);
    }
    double aspect = read.jfif.isPlain() ? read.exif.pixelAspect() : read.jfif.pixelAspect();
    return new Display(read.exif.orientation(), aspect);
  }

  private void segments(byte[] jpeg) {
    int at = 2;
    while (at + 4 <= jpeg.length) {
      int marker = unsigned(jpeg, at + 1);
      if (unsigned(jpeg, at) != 0xFF || marker == 0xFF || marker == 0) {
        at++; // As libjpeg does: it goes on looking for a marker.
        continue;
      }
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        return;
      }
      int length = unsigned(jpeg, at + 2) << 8 | unsigned(jpeg, at + 3);
      int end = Math.min(jpeg.length, at + 2 + length);
      if (marker == APP0 && starts(jpeg, at + 4, end, JFIF)) {
        density(jpeg, at + 4 + DENSITY_UNIT, end);
      } else if (marker == APP1 && !hasExif && starts(jpeg, at + 4, end, EXIF)) {
        hasExif = true;
        exif = Exif.display(jpeg, at + 4 + EXIF.length, end);
      }
      at += 2 + Math.max(2, length);
    }
  }

  /** Without a unit the two numbers are a pixel's shape, X to Y. */
  private void density(byte[] jpeg, int at, int end) {
    if (at + 5 <= end) {
      double x = unsigned(jpeg, at + 1) << 8 | unsigned(jpeg, at + 2);
      double y = unsigned(jpeg, at + 3) << 8 | unsigned(jpeg, at + 4);
      double aspect = jpeg[at] == 0 ? x / y : Display.aspectOfDensities(x, y);
      jfif = new Display(Orientation.UPRIGHT, aspect);
    }
  }

  private static boolean starts(byte[] bytes, int from, int end, byte[] with) {
    return end - from >= with.length
        && Arrays.equals(bytes, from, from + with.length, with, 0, with.length);
  }

  private static int unsigned(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }
}
