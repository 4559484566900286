package throng.bench.hostile;

import java.io.ByteArrayOutputStream;

/** A grey JPEG, segment by segment, as ITU-T T.81 numbers them; nothing is checked. */
final class JpegBytes {
  static final int BASELINE = 0xC0;
  static final int PROGRESSIVE = 0xC2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Begins with SOI and a quantisation table of ones. */
  static JpegBytes start() {
    JpegBytes jpeg = new JpegBytes().raw(0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0);
    for (int i = 0; i < 64; i++) {
      jpeg.raw(1);
    }
    return jpeg;
  }

  JpegBytes raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  JpegBytes raw(byte[] values) {
    bytes.writeBytes(values);
    return this;
  }

  /** SOF with one component. */
  JpegBytes frame(int marker, int width, int height) {
    return raw(0xFF, marker, 0, 11, 8)
        .raw(height >> 8, height, width >> 8, width)
        .raw(1, 1, 0x11, 0);
  }

  /** Two tables whose one code is the bit 0: no difference of DC, and this symbol of AC. */
  JpegBytes tables(int acSymbol) {
    return table(0x00, 0).table(0x10, acSymbol);
  }

  private JpegBytes table(int which, int symbol) {
    raw(0xFF, 0xC4, 0, 20, which, 1);
    for (int i = 0; i < 15; i++) {
      raw(0);
    }
    return raw(symbol);
  }

  /** SOS with the one component, of coefficients {@code first} to {@code last}. */
  JpegBytes scan(int first, int last, int approximation) {
    return raw(0xFF, 0xDA, 0, 8, 1, 1, 0, first, last, approximation);
  }

  byte[] end() {
    return raw(0xFF, 0xD9).bytes.toByteArray();
  }
}
