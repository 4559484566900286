package throng.edge.camera;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The named parts that a PNG or WebP file is made of.
 *
 * <p>PNG's: length, name, data, check sum. WebP's: name, length, data, padding to an even length.
 */
final class PictureChunks {
  private static final int PNG = 0x89504E47;
  private static final int PNG_FIRST = 8;
  private static final int PNG_FRAME = 12;
  private static final int RIFF = 0x52494646;
  private static final int WEBP = 0x57454250;
  private static final int WEBP_FIRST = 12;
  private static final int HEAD = 8;

  private PictureChunks() {}

  /** The data of each part of a name, in order; none where the file is of neither format. */
  static List<ByteBuffer> named(String png, String webp, byte[] file) {
    if (file.length < WEBP_FIRST) {
      return List.of();
    }
    ByteBuffer bytes = ByteBuffer.wrap(file);
    if (bytes.getInt(0) == PNG) {
      return chunks(bytes, PNG_FIRST, png, true);
    }
    return bytes.getInt(0) == RIFF && bytes.getInt(8) == WEBP
        ? chunks(bytes.order(ByteOrder.LITTLE_ENDIAN), WEBP_FIRST, webp, false)
        : List.of();
  }

  private static List<ByteBuffer> chunks(ByteBuffer file, int first, String wanted, boolean png) {
    List<ByteBuffer> found = new ArrayList<>();
    long at = first;
    while (at + HEAD <= file.limit()) {
      int head = (int) at;
      long length = Integer.toUnsignedLong(file.getInt(png ? head : head + 4));
      int name = png ? head + 4 : head;
      if (new String(file.array(), name, 4, StandardCharsets.US_ASCII).equals(wanted)) {
        int end = (int) Math.min(file.limit(), at + HEAD + length);
        found.add(file.slice(head + HEAD, end - head - HEAD));
      }
      at += png ? PNG_FRAME + length : HEAD + length + (length & 1);
    }
    return found;
  }
}
