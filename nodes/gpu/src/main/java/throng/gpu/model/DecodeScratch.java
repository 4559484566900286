package throng.gpu.model;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What one decode needs beside its result: the JPEG in native memory, and the picture between two
 * steps. Used by one thread at a time, and kept from picture to picture.
 */
final class DecodeScratch implements AutoCloseable {
  final Mat decoded = new Mat();
  final Mat resized = new Mat();
  final Mat plane = new Mat();
  private PicturePool.Slab jpeg = PicturePool.Slab.allocate(64 * 1024);

  /**
   * Copies the JPEG into native memory: the only copy on its way from the socket to the decoder.
   */
  ByteBuffer load(ByteString bytes) {
    if (bytes.size() > jpeg.memory().capacity()) {
      jpeg.memory().close();
      jpeg = PicturePool.Slab.allocate(Math.max(bytes.size(), 2 * jpeg.buffer().capacity()));
    }
    ByteBuffer buffer = jpeg.buffer().clear();
    bytes.copyToBuffer(buffer);
    return buffer.flip();
  }

  /** Where {@link #load} put it. */
  BytePointer jpeg() {
    return jpeg.memory();
  }

  /** What it keeps, in bytes. */
  long bytes() {
    return bytes(decoded) + bytes(resized) + bytes(plane) + jpeg.memory().capacity();
  }

  private static long bytes(Mat picture) {
    return picture.empty() ? 0 : picture.total() * picture.elemSize();
  }

  @Override
  public void close() {
    decoded.close();
    resized.close();
    plane.close();
    jpeg.memory().close();
  }
}
