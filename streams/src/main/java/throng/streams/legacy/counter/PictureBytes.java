package throng.streams.legacy.counter;

import akka.util.ByteString;
import throng.streams.legacy.LegacyException;

/** A picture's bytes: one header field, then a JPEG. */
final class PictureBytes {
  private PictureBytes() {}

  static Outgoing outgoing(ByteString jpeg, Transfer transfer) {
    return new Outgoing(transfer, HeaderField.encode(jpeg.size()), jpeg);
  }

  static Incoming incoming(int maxBytes, int withoutAsking) {
    return new Incoming(
        fields -> payloadLength(fields[0], maxBytes), withoutAsking, "picture's length");
  }

  /** A picture that is not read: its header ends the connection. */
  static Incoming refused(String sentence) {
    return new Incoming(
        fields -> {
          throw new LegacyException(LegacyException.Reason.REFUSED, sentence);
        },
        0,
        "picture's length");
  }

  private static int payloadLength(long length, int maxBytes) {
    if (length > maxBytes) {
      throw new LegacyException(
          LegacyException.Reason.TOO_LARGE,
          "The client announced a picture of %d bytes; at most %d are read."
              .formatted(length, maxBytes));
    }
    if (length == 0) {
      throw new LegacyException(
          LegacyException.Reason.BAD_INPUT, "The client announced a picture of 0 bytes.");
    }
    return (int) length;
  }
}
