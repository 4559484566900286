package throng.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A text's bytes: their number in 2 bytes, then UTF-8. */
final class WireText {
  private WireText() {}

  /** The text's bytes, cut between two characters where they are more than a text may have. */
  static byte[] cut(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length <= WireFormat.MAX_TEXT) {
      return bytes;
    }
    int end = WireFormat.MAX_TEXT;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  /**
   * The text's bytes.
   *
   * @throws IllegalArgumentException where they are more than a text may have
   */
  static byte[] whole(String what, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > WireFormat.MAX_TEXT) {
      throw new IllegalArgumentException(
          "The %s has %d bytes; %d is the most".formatted(what, bytes.length, WireFormat.MAX_TEXT));
    }
    return bytes;
  }

  static void put(ByteBuffer out, byte[] text) {
    out.putShort((short) text.length).put(text);
  }

  /** The next text as it came. */
  static String get(ByteBuffer in) {
    byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(text);
    return new String(text, UTF_8);
  }

  /** The next text, to be shown: what could steer a terminal or forge a log's line is blanked. */
  static String getPrintable(ByteBuffer in) {
    return get(in).replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\x{80}-\\x{9F}]", " ");
  }
}
