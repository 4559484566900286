package throng.gpu.model;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;

import org.bytedeco.opencv.opencv_core.Mat;
import throng.streams.frame.JpegHeader;

/** Decoding at a half, a quarter or an eighth of a JPEG's size, by what each side is divided. */
final class Reduction {
  private Reduction() {}

  /** The strongest that leaves the picture at least as large as is needed: 1, 2, 4 or 8. */
  static int atLeast(JpegHeader header, int width, int height) {
    int times = Math.min(header.height() / height, header.width() / width);
    return times >= 8 ? 8 : times >= 4 ? 4 : times >= 2 ? 2 : 1;
  }

  /** OpenCV's flag, to which the colour's is added. */
  static int flag(int divisor) {
    return switch (divisor) {
      case 8 -> IMREAD_REDUCED_GRAYSCALE_8;
      case 4 -> IMREAD_REDUCED_GRAYSCALE_4;
      case 2 -> IMREAD_REDUCED_GRAYSCALE_2;
      default -> 0;
    };
  }

  /** Whether a picture has the size that this JPEG has at this reduction: sides are rounded up. */
  static boolean isOf(Mat picture, JpegHeader header, int divisor) {
    return picture.cols() == reduced(header.width(), divisor)
        && picture.rows() == reduced(header.height(), divisor);
  }

  private static int reduced(int side, int divisor) {
    return (side + divisor - 1) / divisor;
  }
}
