package throng.streams.legacy.counter;

import akka.util.ByteString;

/** Whether a connection's first bytes are the remote crowd counter's, or encrypted. */
public enum Recognition {
  /** They are: digits, then spaces, 16 in all. */
  YES,
  /** They are TLS. */
  TLS,
  /** They are neither. */
  NO,
  /** They may be, with more to come. */
  NOT_YET;

  // The type of TLS' first record (RFC 8446, 5.1).
  private static final byte HANDSHAKE = 0x16;

  /** Looks at what came first; at most 16 bytes decide. */
  public static Recognition of(ByteString first) {
    int looked = Math.min(first.size(), HeaderField.BYTES);
    int digits = 0;
    while (digits < looked && first.apply(digits) >= '0' && first.apply(digits) <= '9') {
      digits++;
    }
    if (digits == 0 && looked > 0) {
      return first.apply(0) == HANDSHAKE ? TLS : NO;
    }
    for (int i = digits; i < looked; i++) {
      if (first.apply(i) != ' ') {
        return NO;
      }
    }
    return looked == HeaderField.BYTES ? YES : NOT_YET;
  }
}
