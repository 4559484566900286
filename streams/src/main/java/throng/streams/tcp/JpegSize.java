package throng.streams.tcp;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A picture's size as its JPEG's frame header says, without decoding it (ITU T.81, B.2.2). */
record JpegSize(int width, int height) {

  private static final int START_OF_IMAGE = 0xFFD8;

  /** Reads the first frame header; empty: there is none. */
  static Optional<JpegSize> of(ByteString jpeg) {
    ByteBuffer bytes = jpeg.asByteBuffer();
    if (bytes.remaining() < 4 || unsignedShort(bytes) != START_OF_IMAGE) {
      return Optional.empty();
    }
    while (bytes.remaining() >= 9) {
      int marker = unsignedShort(bytes);
      if (marker < 0xFF00) {
        return Optional.empty();
      }
      if (marker == 0xFFFF) {
        // Any number of fill bytes may stand before a marker.
        bytes.position(bytes.position() - 1);
      } else if (isFrameHeader(marker & 0xFF)) {
        int height = bytes.position() + 3;
        return Optional.of(
            new JpegSize(bytes.getShort(height + 2) & 0xFFFF, bytes.getShort(height) & 0xFFFF));
      } else {
        int length = unsignedShort(bytes);
        bytes.position(Math.min(bytes.limit(), bytes.position() + Math.max(0, length - 2)));
      }
    }
    return Optional.empty();
  }

  private static boolean isFrameHeader(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int unsignedShort(ByteBuffer bytes) {
    return bytes.getShort() & 0xFFFF;
  }
}
