package throng.actors.testing;

import akka.util.ByteString;

/** The beginnings of JPEGs: a size, and one byte by which the picture is known. */
public final class Jpegs {
  private Jpegs() {}

  /** A picture of this size whose only cell counts {@code people}. */
  public static ByteString of(int width, int height, int people) {
    byte[] bytes = {
      (byte) 0xFF,
      (byte) 0xD8,
      (byte) 0xFF,
      (byte) 0xC0,
      0,
      11,
      8,
      (byte) (height >> 8),
      (byte) height,
      (byte) (width >> 8),
      (byte) width,
      1,
      1,
      0x11,
      0,
      (byte) people
    };
    return ByteString.fromArray(bytes);
  }
}
