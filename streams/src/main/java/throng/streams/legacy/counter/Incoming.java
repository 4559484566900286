package throng.streams.legacy.counter;

import akka.util.ByteString;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import throng.streams.memory.Gathering;

/**
 * One message as it comes in, byte by byte if need be: its header fields, then its payload.
 *
 * <p>Memory grows with what came, not with what the header promises, and beyond what a connection
 * may take without asking only once it is granted.
 */
final class Incoming {
  private final String[] names;
  private final ToIntFunction<long[]> payloadLength;
  private final byte[] field = new byte[HeaderField.BYTES];
  private final long[] fields;
  private int fieldsRead;
  private int fieldFilled;
  private final int withoutAsking;
  private @Nullable Gathering payload;
  private int confirmed;

  /**
   * A message that has not begun.
   *
   * @param payloadLength the payload's length by the header's fields; throws what is wrong with it
   * @param withoutAsking how much memory the payload may take before it {@link #wantsRoom}
   * @param names the header fields' names
   */
  Incoming(ToIntFunction<long[]> payloadLength, int withoutAsking, String... names) {
    this.payloadLength = payloadLength;
    this.withoutAsking = withoutAsking;
    this.names = names;
    this.fields = new long[names.length];
  }

  /** A single field without a payload: a confirmation. */
  static Incoming confirmation() {
    return new Incoming(fields -> 0, 0, "confirmation");
  }

  /**
   * Takes what belongs to this message.
   *
   * @return the bytes behind it
   * @throws throng.streams.legacy.LegacyException if the header is wrong
   */
  ByteString take(ByteString bytes) {
    ByteString rest = bytes;
    while (payload == null && !rest.isEmpty()) {
      rest = takeField(rest);
    }
    return payload == null ? rest : payload.add(rest);
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
        payload = new Gathering(payloadLength.applyAsInt(fields), withoutAsking);
      }
    }
    return bytes.drop(n);
  }

  /** How many bytes of memory it needs before it takes more; 0: none. */
  int wantsRoom() {
    return payload == null ? 0 : payload.wants();
  }

  /** That memory is reserved. */
  void roomIsThere() {
    if (payload != null) {
      payload.granted();
    }
  }

  /** The confirmations of the blocks that came whole since the last call; empty: none. */
  ByteString confirmations() {
    ByteString due = ByteString.emptyByteString();
    while (filled() - confirmed >= Transfer.BLOCK) {
      confirmed += Transfer.BLOCK;
      due = due.concat(HeaderField.encode(confirmed));
    }
    return due;
  }

  boolean isBegun() {
    return fieldsRead > 0 || fieldFilled > 0;
  }

  boolean isHeaderComplete() {
    return payload != null;
  }

  boolean isComplete() {
    return payload != null && payload.isComplete();
  }

  /** The header's numbers, once it is complete. */
  long[] fields() {
    return fields;
  }

  /** The payload's length in bytes; negative: not known yet. */
  int length() {
    return payload == null ? -1 : payload.length();
  }

  /** The payload's bytes that came so far. */
  int filled() {
    return payload == null ? 0 : payload.size();
  }

  /** The payload, once it is complete; not copied. */
  ByteString payload() {
    return payload == null ? ByteString.emptyByteString() : payload.bytes();
  }
}
