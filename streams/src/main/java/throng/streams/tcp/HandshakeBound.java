package throng.streams.tcp;

import akka.util.ByteString;

/** Looks at what comes before the peer has shown who it is. */
final class HandshakeBound {
  /** Of what a peer sends: its certificates are 1 or 2 KiB, all else some hundred bytes. */
  private static final int MOST_BEFORE_TRUST = 1 << 15;

  private static final int FIRST_RECORD_TYPE = 0x14;
  private static final int LAST_RECORD_TYPE = 0x17;

  private long came;

  /**
   * Notes bytes that came.
   *
   * @throws WireException if they are no TLS, or too many for a handshake
   */
  void note(ByteString bytes, boolean isOver) {
    if (came == 0 && bytes.nonEmpty()) {
      int first = Byte.toUnsignedInt(bytes.apply(0));
      if (first < FIRST_RECORD_TYPE || first > LAST_RECORD_TYPE) {
        throw TlsFailure.notTls();
      }
    }
    if (!isOver && came > MOST_BEFORE_TRUST) {
      throw TlsFailure.tooMuch(came);
    }
    came += bytes.size();
  }
}
