package throng.streams.memory;

import akka.util.ByteString;

/**
 * Gathers one message's bytes from the pieces in which they come, copying each byte once: a message
 * of many small pieces must not cost an object a piece.
 *
 * <p>Memory grows with what has come, not with what was announced: at most to twice as much. A
 * message that is longer than its connection may gather without asking stops there until it is
 * granted the rest.
 */
public final class Gathering {
  private static final int SMALLEST_SEGMENT = 1 << 12;
  private static final int LARGEST_SEGMENT = 1 << 20;

  private final int length;
  private int limit;
  private ByteString gathered = ByteString.emptyByteString();
  private byte[] segment = {};
  private int filled;

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
    ByteString rest = bytes;
    while (rest.nonEmpty() && size() < limit) {
      if (filled == segment.length) {
        grow();
      }
      int taken = Math.min(Math.min(rest.size(), segment.length - filled), limit - size());
      rest.take(taken).asByteBuffer().get(segment, filled, taken);
      filled += taken;
      rest = rest.drop(taken);
    }
    return rest;
  }

  /** How many bytes of memory it has to be granted before it takes more; 0: none. */
  public int wants() {
    return size() == limit && limit < length ? length : 0;
  }

  /** All of it may be gathered. */
  public void granted() {
    limit = length;
  }

  /** How many bytes have come. */
  public int size() {
    return gathered.size() + filled;
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  public boolean isComplete() {
    return size() == length;
  }

  /** What has come, not copied. */
  public ByteString bytes() {
    seal();
    return gathered;
  }

  private void grow() {
    seal();
    int doubled = Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, gathered.size()));
    segment = new byte[Math.min(length - gathered.size(), doubled)];
  }

  private void seal() {
    if (filled > 0) {
      gathered = gathered.concat(ByteString.fromArrayUnsafe(segment, 0, filled));
      segment = new byte[0];
      filled = 0;
    }
  }
}
