package throng.streams.legacy.counter;

import akka.util.ByteString;
import throng.streams.legacy.LegacyException;

/** One message on its way out: what may be written now, and after each confirmation. */
final class Outgoing {
  private final Transfer transfer;
  private final ByteString header;
  private final ByteString payload;
  private int sent;
  private boolean awaitsConfirmation;

  Outgoing(Transfer transfer, ByteString header, ByteString payload) {
    this.transfer = transfer;
    this.header = header;
    this.payload = payload;
  }

  /** What is written first: the header with all of the payload, or with its first block. */
  ByteString begin() {
    return header.concat(next());
  }

  /**
   * What is written after a confirmation.
   *
   * @throws LegacyException if {@code index} is not where the payload has come to
   */
  ByteString confirmed(long index) {
    if (index != sent) {
      throw new LegacyException(
          LegacyException.Reason.BAD_INPUT,
          "The peer confirmed " + index + " bytes after " + sent + " were sent.");
    }
    return next();
  }

  private ByteString next() {
    int left = payload.size() - sent;
    awaitsConfirmation = transfer == Transfer.STOP_AND_WAIT && left >= Transfer.BLOCK;
    int n = awaitsConfirmation ? Transfer.BLOCK : left;
    ByteString part = payload.slice(sent, sent + n);
    sent += n;
    return part;
  }

  boolean awaitsConfirmation() {
    return awaitsConfirmation;
  }

  /** The payload's length in bytes. */
  int length() {
    return payload.size();
  }

  /** The payload's bytes that were written so far. */
  int sent() {
    return sent;
  }
}
