package throng.gpu.model;

import akka.util.ByteString;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Encodes pictures as JPEG. */
final class ProbePicture {
  static final int GREY = 128;

  private ProbePicture() {}

  /** A grey picture of this size. */
  static ByteString jpeg(int width, int height) {
    return jpeg(width, height, GREY);
  }

  /**
   * A picture of one shade.
   *
   * @param shade from 0, black, to 255, white
   */
  static ByteString jpeg(int width, int height, int shade) {
    try (Scalar grey = new Scalar(shade, shade, shade, 0);
        Mat picture = new Mat(height, width, opencv_core.CV_8UC3, grey)) {
      return encode(picture, 90);
    }
  }

  /**
   * Encodes.
   *
   * @throws IllegalStateException if OpenCV refuses the picture
   */
  static ByteString encode(Mat picture, int quality) {
    try (BytePointer bytes = new BytePointer();
        IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
      if (!opencv_imgcodecs.imencode(".jpg", picture, bytes, options)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "OpenCV cannot encode a picture of %d x %d.",
                picture.cols(),
                picture.rows()));
      }
      byte[] copy = new byte[Math.toIntExact(bytes.limit())];
      bytes.get(copy);
      return ByteString.fromArrayUnsafe(copy);
    }
  }
}
