package throng.streams.legacy.counter;

import akka.util.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import throng.streams.legacy.LegacyException;

/** A number as the header has it: 16 bytes, decimal digits in ASCII, spaces on the right. */
public final class HeaderField {
  /** A field's length in bytes. */
  public static final int BYTES = 16;

  private static final int MAX_DIGITS = 15;

  private HeaderField() {}

  /** The field's bytes; {@code number} is 0 or above and has at most 15 digits. */
  public static ByteString encode(long number) {
    return ByteString.fromArrayUnsafe(bytes(number));
  }

  static byte[] bytes(long number) {
    byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    if (number < 0 || digits.length > MAX_DIGITS) {
      throw new IllegalArgumentException("A header field cannot hold " + number);
    }
    byte[] field = new byte[BYTES];
    Arrays.fill(field, (byte) ' ');
    System.arraycopy(digits, 0, field, 0, digits.length);
    return field;
  }

  /**
   * The number in {@code field}, which is 16 bytes long.
   *
   * @param what the field's name, for the sentence
   * @throws LegacyException if it is no number of at most 15 digits, 0 or above
   */
  public static long decode(byte[] field, String what) {
    String text = new String(field, StandardCharsets.ISO_8859_1);
    String digits = text.replaceAll("^ +| +$", "");
    if (!digits.matches("[0-9]{1," + MAX_DIGITS + "}")) {
      throw new LegacyException(
          LegacyException.Reason.BAD_INPUT,
          "The " + what + " must be a number padded with spaces, not '" + printable(text) + "'.");
    }
    return Long.parseLong(digits);
  }

  private static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
