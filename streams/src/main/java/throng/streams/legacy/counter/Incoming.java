package throng.streams.legacy.counter;

import akka.util.ByteString;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * One message as it comes in, byte by byte if need be: its header fields, then its payload.
 *
 * <p>Memory grows with what came, not with what the header promises.
 */
final class Incoming {
  private static final int FIRST_ALLOCATION = 256 * 1024;

  private final String[] names;
  private final ToIntFunction<long[]> payloadLength;
  private final byte[] field = new byte[HeaderField.BYTES];
  private final long[] fields;
  private int fieldsRead;
  private int fieldFilled;
  private byte[] payload = {};
  private int length = -1;
  private int filled;
  private int confirmed;

  /**
   * A message that has not begun.
   *
   * @param payloadLength the payload's length by the header's fields; throws what is wrong with it
   * @param names the header fields' names
   */
  Incoming(ToIntFunction<long[]> payloadLength, String... names) {
    this.payloadLength = payloadLength;
    this.names = names;
    this.fields = new long[names.length];
  }

  /** A single field without a payload: a confirmation. */
  static Incoming confirmation() {
    return new Incoming(fields -> 0, "confirmation");
  }

  /**
   * Takes what belongs to this message.
   *
   * @return the bytes behind it
   * @throws throng.streams.legacy.LegacyException if the header is wrong
   */
  ByteString take(ByteString bytes) {
    ByteString rest = bytes;
    while (length < 0 && !rest.isEmpty()) {
      rest = takeField(rest);
    }
    return length < 0 ? rest : takePayload(rest);
  }

  private ByteString takeField(ByteString bytes) {
    int n = Math.min(field.length - fieldFilled, bytes.size());
    bytes.take(n).copyToArray(field, fieldFilled, n);
    fieldFilled += n;
    if (fieldFilled == field.length) {
      fields[fieldsRead] = HeaderField.decode(field, names[fieldsRead]);
      fieldsRead++;
      fieldFilled = 0;
      if (fieldsRead == fields.length) {
        length = payloadLength.applyAsInt(fields);
        payload = new byte[Math.min(length, FIRST_ALLOCATION)];
      }
    }
    return bytes.drop(n);
  }

  private ByteString takePayload(ByteString bytes) {
    int n = Math.min(length - filled, bytes.size());
    if (filled + n > payload.length) {
      payload = Arrays.copyOf(payload, grown(filled + n));
    }
    bytes.take(n).copyToArray(payload, filled, n);
    filled += n;
    return bytes.drop(n);
  }

  private int grown(int needed) {
    return (int) Math.min(length, Math.max(needed, 2L * payload.length));
  }

  /** The confirmations of the blocks that came whole since the last call; empty: none. */
  ByteString confirmations() {
    ByteString due = ByteString.emptyByteString();
    while (filled - confirmed >= Transfer.BLOCK) {
      confirmed += Transfer.BLOCK;
      due = due.concat(HeaderField.encode(confirmed));
    }
    return due;
  }

  boolean isBegun() {
    return fieldsRead > 0 || fieldFilled > 0;
  }

  boolean isHeaderComplete() {
    return length >= 0;
  }

  boolean isComplete() {
    return length >= 0 && filled == length;
  }

  /** The header's numbers, once it is complete. */
  long[] fields() {
    return fields;
  }

  /** The payload's length in bytes; negative: not known yet. */
  int length() {
    return length;
  }

  /** The payload's bytes that came so far. */
  int filled() {
    return filled;
  }

  /** The payload, once it is complete; not copied. */
  byte[] payload() {
    return payload;
  }
}
