package throng.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import throng.streams.log.Printable;

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

  /**
   * The next text as it came.
   *
   * @throws WireException of this kind where it is longer than a text may be
   */
  static String get(ByteBuffer in, WireException.Kind kind) {
    int length = Short.toUnsignedInt(in.getShort());
    if (length > WireFormat.MAX_TEXT) {
      throw new WireException(
          kind,
          "A text of %d bytes came; up to %d are taken".formatted(length, WireFormat.MAX_TEXT));
    }
    byte[] text = new byte[length];
    in.get(text);
    return new String(text, UTF_8);
  }

  /** Bytes with their number before them, as a text has them; as many as there are at most. */
  static ByteString getBytes(ByteBuffer in) {
    byte[] bytes = new byte[Math.min(Short.toUnsignedInt(in.getShort()), 1 + in.remaining())];
    in.get(bytes);
    return ByteString.fromArrayUnsafe(bytes);
  }

  /** The next text, to be shown: what could steer a terminal or forge a log's line is blanked. */
  static String getPrintable(ByteBuffer in, WireException.Kind kind) {
    return Printable.line(get(in, kind));
  }
}
