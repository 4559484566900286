package throng.edge.camera;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads what a picture file is, and how large one of another format than JPEG, undecoded. */
final class PictureHeader {
  private static final int WEBP_HEAD = 30;

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
    return isWebp(file)
        ? webpPixels(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN))
        : byImageIo(file);
  }

  private static boolean isWebp(byte[] file) {
    return file.length >= WEBP_HEAD
        && new String(file, 0, 4, StandardCharsets.US_ASCII).equals("RIFF")
        && new String(file, 8, 4, StandardCharsets.US_ASCII).equals("WEBP");
  }

  /** Extended, without loss, or as a film's picture: each has its sides elsewhere. */
  private static long webpPixels(ByteBuffer file) {
    return switch (file.get(15)) {
      case 'X' -> (1L + (file.getInt(24) & 0xFFFFFF)) * (1 + (file.getInt(26) >>> 8));
      case 'L' -> (1L + (file.getInt(21) & 0x3FFF)) * (1 + (file.getInt(21) >>> 14 & 0x3FFF));
      default -> (long) (file.getShort(26) & 0x3FFF) * (file.getShort(28) & 0x3FFF);
    };
  }

  private static long byImageIo(byte[] file) {
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
