package throng.streams.wire;

import akka.util.ByteString;

/**
 * Gathers one body from the pieces in which it comes, copying each byte once: a body of many small
 * pieces must not cost an object a piece. Memory grows with what has come, not with what was
 * announced: at most one segment ahead of it.
 */
final class BodyBuffer {
  /** Up to this many bytes a body is one piece of memory. */
  private static final int SEGMENT = 1 << 20;

  private final int length;
  private ByteString gathered = ByteString.emptyByteString();
  private byte[] segment = {};
  private int filled;

  BodyBuffer(int length) {
    this.length = length;
  }

  /** How many bytes are missing. */
  int missing() {
    return length - gathered.size() - filled;
  }

  /** Takes all of {@code bytes}, which are at most as many as are missing. */
  void add(ByteString bytes) {
    ByteString rest = bytes;
    while (rest.nonEmpty()) {
      if (filled == segment.length) {
        grow();
      }
      int taken = Math.min(rest.size(), segment.length - filled);
      rest.take(taken).asByteBuffer().get(segment, filled, taken);
      filled += taken;
      rest = rest.drop(taken);
    }
  }

  private void grow() {
    if (filled > 0) {
      seal();
    }
    segment = new byte[Math.min(length - gathered.size(), SEGMENT)];
  }

  private void seal() {
    gathered = gathered.concat(ByteString.fromArrayUnsafe(segment));
    segment = new byte[0];
    filled = 0;
  }

  /** The whole body, once nothing is missing. */
  ByteString body() {
    if (filled > 0) {
      seal();
    }
    return gathered;
  }
}
