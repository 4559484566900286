package throng.gpu.model;

import java.util.Locale;

/** What a pixel's channel is stored as in the network's input. */
enum PixelType {
  UINT8(1),
  FLOAT32(4);

  private final int bytes;

  PixelType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
