package throng.bench.hostile;

import java.io.ByteArrayOutputStream;

/** A scan's bits, with a zero byte stuffed behind each FF. */
final class JpegBits {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int current;
  private int filled;

  JpegBits put(int count, int value) {
    for (int bit = count - 1; bit >= 0; bit--) {
      put(value >> bit & 1);
    }
    return this;
  }

  private void put(int bit) {
    current = current << 1 | bit;
    if (++filled < 8) {
      return;
    }
    bytes.write(current);
    if (current == 0xFF) {
      bytes.write(0);
    }
    current = 0;
    filled = 0;
  }

  /** Filled up with ones. */
  byte[] end() {
    while (filled > 0) {
      put(1);
    }
    return bytes.toByteArray();
  }
}
