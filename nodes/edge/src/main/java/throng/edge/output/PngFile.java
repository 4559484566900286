package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes a native picture as PNG, in a way that tells when the disk is full. */
final class PngFile {
  private PngFile() {}

  static void write(Path file, Mat picture) throws IOException {
    try (BytePointer encoded = new BytePointer()) {
      if (!imencode(".png", picture, encoded)) {
        throw new IOException("OpenCV cannot encode a picture of this size as PNG");
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      Files.write(file, bytes);
    }
  }
}
