package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import akka.util.ByteString;
import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Native pictures to JPEG and back. */
final class Jpeg {
  private Jpeg() {}

  static ByteString encode(Mat picture, int quality) throws IOException {
    try (BytePointer encoded = new BytePointer();
        IntPointer options = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
      if (!imencode(".jpg", picture, encoded, options)) {
        throw new IOException("OpenCV cannot encode a picture of this size as JPEG");
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return ByteString.fromArrayUnsafe(bytes);
    }
  }

  /** Decodes into {@code picture}, blue-green-red; false: it cannot be decoded. */
  static boolean decode(ByteString jpeg, Mat picture) {
    byte[] encoded = jpeg.toArrayUnsafe();
    try (BytePointer bytes = new BytePointer(encoded);
        Mat row = new Mat(1, encoded.length, CV_8UC1, bytes);
        Mat decoded = imdecode(row, IMREAD_COLOR)) {
      if (decoded.empty()) {
        return false;
      }
      decoded.copyTo(picture);
      return true;
    }
  }
}
