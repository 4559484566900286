package throng.streams.tcp;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;

/**
 * Records that hold nothing for who reads the plain bytes, of a connection whose handshake is over:
 * empty ones, and what TLS says for itself, such as new keys and tickets. No pace of messages sees
 * them, each costs some microseconds, and an honest peer sends one or two. Used by one thread.
 */
final class EmptyRecords {
  private static final int MOST_IN_A_ROW = 32;
  private static final int MOST_A_SECOND = 100;

  /** One record may ask for new keys many times; a ticket may hold a certificate. */
  private static final int BYTES_AS_ONE = 256;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private long began;
  private int inThisSecond;
  private int inARow;

  /**
   * @param nanoTime the clock
   */
  EmptyRecords(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /**
   * Notes a record that came.
   *
   * @param bytes its own
   * @param plain the bytes that it held
   * @throws SSLException if there are too many that hold none
   */
  void note(int bytes, int plain) throws SSLException {
    if (plain > 0) {
      inARow = 0;
      return;
    }
    long now = nanoTime.getAsLong();
    if (now - began >= SECOND) {
      began = now;
      inThisSecond = 0;
    }
    int as = 1 + bytes / BYTES_AS_ONE;
    inARow += as;
    inThisSecond += as;
    if (inARow > MOST_IN_A_ROW || inThisSecond > MOST_A_SECOND) {
      throw new SSLException("Too many records came that hold nothing.");
    }
  }
}
