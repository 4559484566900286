package throng.bench.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Messages as docs/WIRE.md draws them, whatever stands in them. */
final class WireBytes {
  static final int WELCOME = 2;
  static final int DENSITY_MAP = 6;
  static final int SKIPPED = 7;
  static final int PING = 8;
  static final int PONG = 9;
  static final int GOODBYE = 10;

  private static final int HELLO = 1;
  private static final int FRAME = 4;
  private static final int SIZE_CHANGED = 5;
  private static final int LIVE = 1;
  private static final int FRAME_HEADER = 34;

  private WireBytes() {}

  /** A hello of version 1, live, without a token. */
  static byte[] hello(String camera, long instance, int width, int height) {
    byte[] node = text("hostile");
    byte[] name = text(camera);
    int length = 27 + node.length + name.length + 2;
    return message(length, HELLO)
        .put("THRG".getBytes(US_ASCII))
        .putShort((short) 1)
        .putShort((short) 1)
        .putLong(instance)
        .putInt(width)
        .putInt(height)
        .put((byte) LIVE)
        .put((byte) 0)
        .put(node)
        .put(name)
        .putShort((short) 0)
        .array();
  }

  /** A whole frame that is worth so many milliseconds. */
  static byte[] frame(long sequence, int worth, byte[] jpeg) {
    return frameHeader(sequence, worth, jpeg.length, jpeg.length).put(jpeg).array();
  }

  /** What stands before the JPEG of a frame that announces so many bytes. */
  static byte[] frameHeader(long sequence, int worth, int jpegLength) {
    return frameHeader(sequence, worth, jpegLength, 0).array();
  }

  private static ByteBuffer frameHeader(long sequence, int worth, int announced, int room) {
    return ByteBuffer.allocate(FRAME_HEADER + room)
        .putInt(FRAME_HEADER - 4 + announced)
        .put((byte) FRAME)
        .putLong(sequence)
        .putLong(System.nanoTime())
        .putLong(System.currentTimeMillis())
        .putInt(worth)
        .put((byte) 0);
  }

  static byte[] sizeChanged(int width, int height) {
    return message(9, SIZE_CHANGED).putInt(width).putInt(height).array();
  }

  static byte[] ping(long nonce) {
    return message(9, PING).putLong(nonce).array();
  }

  static byte[] pong(long nonce) {
    return message(9, PONG).putLong(nonce).array();
  }

  /** A message's first five bytes: what it announces, and its type. */
  static byte[] start(int length, int type) {
    return ByteBuffer.allocate(5).putInt(length).put((byte) type).array();
  }

  /** The old counter's header field: a number in decimal, blanks up to 16 bytes. */
  static byte[] decimal(int number) {
    return (number + " ".repeat(16)).substring(0, 16).getBytes(US_ASCII);
  }

  private static ByteBuffer message(int length, int type) {
    return ByteBuffer.allocate(4 + length).putInt(length).put((byte) type);
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return ByteBuffer.allocate(2 + bytes.length).putShort((short) bytes.length).put(bytes).array();
  }
}
