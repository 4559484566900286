package throng.edge.camera;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Counts the pictures of an animated AVIF or HEIC file: they are its film's samples.
 *
 * <p>Such a file is boxes: length with the head, name, data; a length of 0 reaches to the end, and
 * one of 1 stands in the 8 bytes that follow the name.
 */
final class PictureSequence {
  /** The boxes, one within another, down to a film's table of samples. */
  private static final List<String> TABLE = List.of("moov", "trak", "mdia", "minf", "stbl", "stsz");

  private static final int HEAD = 8;
  private static final int LONG_HEAD = 16;

  /** Where in the table its length stands: behind version, flags and size. */
  private static final int NUMBER = 8;

  private PictureSequence() {}

  /** The pictures of the longest track; 0: it is no film. */
  static int count(byte[] file) {
    return inside(ByteBuffer.wrap(file), 0);
  }

  private static int inside(ByteBuffer boxes, int depth) {
    int most = 0;
    int at = 0;
    while (at <= boxes.limit() - HEAD) {
      long length = Integer.toUnsignedLong(boxes.getInt(at));
      boolean isLong = length == 1 && at <= boxes.limit() - LONG_HEAD;
      int head = isLong ? LONG_HEAD : HEAD;
      length = isLong ? boxes.getLong(at + HEAD) : length == 0 ? boxes.limit() - at : length;
      if (length < head || length > boxes.limit() - at) {
        break;
      }
      if (name(boxes, at + 4).equals(TABLE.get(depth))) {
        most = Math.max(most, samples(boxes.slice(at + head, (int) length - head), depth));
      }
      at += (int) length;
    }
    return most;
  }

  private static int samples(ByteBuffer box, int depth) {
    if (depth < TABLE.size() - 1) {
      return inside(box, depth + 1);
    }
    return box.limit() >= NUMBER + 4 ? Math.max(0, box.getInt(NUMBER)) : 0;
  }

  private static String name(ByteBuffer boxes, int at) {
    byte[] name = new byte[4];
    boxes.get(at, name);
    return new String(name, StandardCharsets.US_ASCII);
  }
}
