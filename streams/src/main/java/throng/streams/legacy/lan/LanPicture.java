package throng.streams.legacy.lan;

import akka.util.ByteString;
import java.nio.ByteBuffer;

/** A picture's bytes: 4 bytes big-endian length, then the JPEG. */
final class LanPicture {
  /** The length's own length in bytes. */
  static final int LENGTH_BYTES = 4;

  /** What answers a command that is none; no length before it. */
  static final ByteString UNKNOWN_COMMAND = ByteString.fromString("Unknown command");

  private LanPicture() {}

  static ByteString bytes(ByteString jpeg) {
    byte[] length = ByteBuffer.allocate(LENGTH_BYTES).putInt(jpeg.size()).array();
    return ByteString.fromArrayUnsafe(length).concat(jpeg);
  }
}
