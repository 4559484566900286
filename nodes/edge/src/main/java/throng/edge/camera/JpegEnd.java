package throng.edge.camera;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/** Looks for a JPEG's end marker: without one it is cut short. */
final class JpegEnd {
  private static final byte MARKER = (byte) 0xFF;
  private static final byte END_OF_IMAGE = (byte) 0xD9;

  private JpegEnd() {}

  /** Whether there is one; data behind it, such as padding, does no harm. */
  static boolean isIn(AVPacket packet) {
    BytePointer data = packet.data();
    for (long at = packet.size() - 2L; at >= 0; at--) {
      if (data.get(at) == MARKER && data.get(at + 1) == END_OF_IMAGE) {
        return true;
      }
    }
    return false;
  }
}
