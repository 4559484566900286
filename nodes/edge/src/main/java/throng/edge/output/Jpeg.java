package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import akka.util.ByteString;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.edge.camera.JpegEncoder;
import throng.streams.frame.JpegFacts;
import throng.streams.frame.JpegHeader;

/** Native pictures to JPEG and back. */
final class Jpeg {
  /** What a view decodes at most: more than cameras have, and less than memory is there for. */
  static final long MOST_PIXELS = 1 << 27;

  private Jpeg() {}

  static ByteString encode(Mat picture, int quality) throws IOException {
    try (JpegEncoder encoder = new JpegEncoder(quality)) {
      return ByteString.fromArrayUnsafe(
          encoder
              .encode(picture)
              .orElseThrow(
                  () -> new IOException("OpenCV cannot encode a picture of this size as JPEG")));
    }
  }

  /** Decodes into {@code picture}, blue-green-red; false: it cannot be decoded. */
  static boolean decode(ByteString jpeg, Mat picture) {
    return decode(jpeg, IMREAD_COLOR, picture);
  }

  /**
   * The same with OpenCV's flags. A JPEG whose header says no size that the decoder could be held
   * to, or more than {@link #MOST_PIXELS}, or that has too many scans, is not decoded.
   */
  static boolean decode(ByteString jpeg, int flags, Mat picture) {
    Optional<JpegFacts> facts = JpegFacts.of(jpeg);
    if (facts.isEmpty() || isTooMuch(facts.get())) {
      return false;
    }
    byte[] encoded = jpeg.toArrayUnsafe();
    try (BytePointer bytes = new BytePointer(encoded);
        Mat row = new Mat(1, encoded.length, CV_8UC1, bytes);
        Mat decoded = imdecode(row, flags)) {
      if (!isOf(decoded, facts.get().header())) {
        return false;
      }
      decoded.copyTo(picture);
      return true;
    }
  }

  private static boolean isTooMuch(JpegFacts jpeg) {
    return jpeg.header().pixels() > MOST_PIXELS || jpeg.hasTooManyScans(MOST_PIXELS);
  }

  /** Whether it has the size that was said; turned, where the EXIF data says so. */
  private static boolean isOf(Mat picture, JpegHeader header) {
    return (picture.cols() == header.width() && picture.rows() == header.height())
        || (picture.cols() == header.height() && picture.rows() == header.width());
  }
}
