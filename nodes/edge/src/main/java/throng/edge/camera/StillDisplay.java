package throng.edge.camera;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads how a picture file is meant to be looked at, whatever its format. */
final class StillDisplay {
  /** Some writers put these first letters of JPEG's segment before WebP's EXIF data. */
  private static final String PREFIX = "Exif\0\0";

  private StillDisplay() {}

  /**
   * What JPEG, PNG and WebP say; as stored for any other format. A TIFF's own tag is not among
   * them: OpenCV obeys it while it decodes.
   */
  static Display of(byte[] file) {
    if (PictureHeader.isJpeg(file)) {
      return JpegDisplay.of(file);
    }
    List<ByteBuffer> exif = PictureChunks.named("eXIf", "EXIF", file);
    if (exif.isEmpty()) {
      return Display.PLAIN;
    }
    ByteBuffer data = exif.get(0);
    int from = data.arrayOffset();
    boolean prefixed = data.hasRemaining() && data.get(0) == PREFIX.charAt(0);
    return new Display(
        Exif.orientation(
            data.array(), prefixed ? from + PREFIX.length() : from, from + data.limit()),
        1);
  }
}
