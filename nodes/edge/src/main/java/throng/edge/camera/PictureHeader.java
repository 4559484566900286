package throng.edge.camera;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads what a picture file is, and how large one of another format than JPEG, undecoded. */
final class PictureHeader {
  private PictureHeader() {}

  /** Whether the bytes begin as every JPEG does. */
  static boolean isJpeg(byte[] file) {
    return file.length > 3
        && file[0] == (byte) 0xFF
        && file[1] == (byte) 0xD8
        && file[2] == (byte) 0xFF;
  }

  /** Its pixels; 0 if the format is not known here, which leaves the limit to the decoder. */
  static long pixels(byte[] file) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return 0;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return (long) reader.getWidth(0) * reader.getHeight(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // A header that cannot be read here: the decoder says so too.
      return 0;
    }
  }
}
