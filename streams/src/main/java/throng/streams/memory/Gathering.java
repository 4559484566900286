package throng.streams.memory;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gathers one message's bytes from the pieces in which they come, in one array: whoever reads them
 * would else put them together again, each time.
 *
 * <p>Memory grows with what has come, not with what was announced: at most to twice as much. A
 * message that is longer than its connection may gather without asking stops there until it is
 * granted the rest.
 */
public final class Gathering {
  private static final int SMALLEST = 1 << 12;

  private final int length;
  private int limit;
  private byte[] gathered = {};
  private int size;

  /**
   * Nothing has come yet.
   *
   * @param withoutAsking how many bytes of memory the connection may use for it by right
   */
  public Gathering(int length, int withoutAsking) {
    this.length = length;
    this.limit = length <= withoutAsking ? length : withoutAsking / 2;
  }

  /**
   * Takes what belongs to the message, as far as there is room.
   *
   * @return the bytes that it did not take
   */
  public ByteString add(ByteString bytes) {
    int taken = Math.min(bytes.size(), limit - size);
    if (taken > gathered.length - size) {
      grow(size + taken);
    }
    bytes.take(taken).copyToBuffer(ByteBuffer.wrap(gathered, size, taken));
    size += taken;
    return bytes.drop(taken);
  }

  /** How many bytes of memory it has to be granted before it takes more; 0: none. */
  public int wants() {
    return size == limit && limit < length ? length : 0;
  }

  /** All of it may be gathered. */
  public void granted() {
    limit = length;
  }

  /** How many bytes have come. */
  public int size() {
    return size;
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  public boolean isComplete() {
    return size == length;
  }

  /** What has come, in one piece, not copied. */
  public ByteString bytes() {
    return ByteString.fromArrayUnsafe(gathered, 0, size);
  }

  private void grow(int needed) {
    long doubled = Math.max(SMALLEST, Math.max(needed, 2L * size));
    gathered = Arrays.copyOf(gathered, (int) Math.min(limit, doubled));
  }
}
