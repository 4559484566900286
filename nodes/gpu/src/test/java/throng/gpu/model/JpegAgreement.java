package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import akka.util.ByteString;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.UndecodableException;
import throng.streams.frame.JpegHeader;

/** Compares what {@link JpegHeader} says of bytes with what OpenCV makes of them. */
final class JpegAgreement {
  /** What is decoded at its full size too: all but what takes the test's time. */
  private static final long FULL_SIZE = 1 << 20;

  private JpegAgreement() {}

  /** Fails where OpenCV gives a picture of another size than the header says. */
  static void check(byte[] bytes, JpegDecoder decoder) {
    ByteString jpeg = ByteString.fromArray(bytes);
    Optional<JpegHeader> header = JpegHeader.of(jpeg);
    if (header.isEmpty()) {
      return;
    }
    checkSize(bytes, header.get(), IMREAD_REDUCED_GRAYSCALE_8, 8);
    if (header.get().pixels() <= FULL_SIZE) {
      checkSize(bytes, header.get(), IMREAD_GRAYSCALE, 1);
      checkDecoder(jpeg, header.get(), decoder);
    }
  }

  private static void checkSize(byte[] bytes, JpegHeader header, int flag, int divisor) {
    try (BytePointer memory = new BytePointer(bytes);
        Mat source = new Mat(1, bytes.length, CV_8UC1, memory);
        Mat picture = imdecode(source, flag | IMREAD_IGNORE_ORIENTATION)) {
      assertThat(picture.empty() || Reduction.isOf(picture, header, divisor))
          .as("%s is decoded to %d x %d", header, picture.cols(), picture.rows())
          .isTrue();
    } catch (RuntimeException refused) {
      // OpenCV's own exception: no picture.
      return;
    }
  }

  private static void checkDecoder(ByteString jpeg, JpegHeader header, JpegDecoder decoder) {
    try (DecodedPicture picture = decoder.decode(jpeg)) {
      assertThat(picture.tensorSize())
          .isEqualTo(decoder.tensorSize(header.width(), header.height()));
    } catch (UndecodableException expected) {
      return;
    }
  }
}
