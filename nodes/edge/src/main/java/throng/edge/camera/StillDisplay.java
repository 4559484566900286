package throng.edge.camera;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads how a picture file is meant to be looked at, whatever its format. */
final class StillDisplay {
  /** Some writers put these first letters of JPEG's segment before WebP's EXIF data. */
  private static final String PREFIX = "Exif\0\0";

  private static final int TIFF = 42;

  /** WebP has no such part. */
  private static final String NO_CHUNK = "";

  private StillDisplay() {}

  /** What JPEG, PNG, WebP and TIFF say; as stored for any other format. */
  static Display of(byte[] file) {
    if (PictureHeader.isJpeg(file)) {
      return JpegDisplay.of(file);
    }
    if (isTiff(file)) {
      return tiff(file);
    }
    Display exif = exif(PictureChunks.named("eXIf", "EXIF", file));
    double aspect = pixelAspect(PictureChunks.named("pHYs", NO_CHUNK, file));
    return aspect == 1 ? exif : new Display(exif.orientation(), aspect);
  }

  private static boolean isTiff(byte[] file) {
    return file.length > 4
        && (file[0] == 'I' && file[1] == 'I' && file[2] == TIFF && file[3] == 0
            || file[0] == 'M' && file[1] == 'M' && file[2] == 0 && file[3] == TIFF);
  }

  /** OpenCV turns a TIFF by its tag while it decodes: the shape of its pixels turns with it. */
  private static Display tiff(byte[] file) {
    Display said = Exif.display(file, 0, file.length);
    double aspect = said.pixelAspect();
    return new Display(Orientation.UPRIGHT, said.orientation().transposes() ? 1 / aspect : aspect);
  }

  private static Display exif(List<ByteBuffer> chunks) {
    if (chunks.isEmpty()) {
      return Display.PLAIN;
    }
    ByteBuffer data = chunks.get(0);
    int from = data.arrayOffset();
    boolean prefixed = data.hasRemaining() && data.get(0) == PREFIX.charAt(0);
    return Exif.display(
        data.array(), prefixed ? from + PREFIX.length() : from, from + data.limit());
  }

  /** PNG's densities: pixels to a unit across and downwards, 4 bytes each. */
  private static double pixelAspect(List<ByteBuffer> chunks) {
    if (chunks.isEmpty() || chunks.get(0).limit() < 8) {
      return 1;
    }
    ByteBuffer data = chunks.get(0);
    double x = Integer.toUnsignedLong(data.getInt(0));
    double y = Integer.toUnsignedLong(data.getInt(4));
    return new Display(Orientation.UPRIGHT, Display.aspectOfDensities(x, y)).pixelAspect();
  }
}
