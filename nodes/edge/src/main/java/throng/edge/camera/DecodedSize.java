package throng.edge.camera;

import org.bytedeco.opencv.opencv_core.Mat;
import throng.streams.frame.JpegHeader;

/** Compares what was decoded with what the JPEG's header says. */
final class DecodedSize {
  private DecodedSize() {}

  /**
   * Whether a picture has the size that this JPEG has if its sides are divided and rounded up;
   * turned, where its EXIF data says so.
   */
  static boolean isOf(Mat picture, JpegHeader header, int divisor) {
    int width = divided(header.width(), divisor);
    int height = divided(header.height(), divisor);
    return (picture.cols() == width && picture.rows() == height)
        || (picture.cols() == height && picture.rows() == width);
  }

  private static int divided(int side, int divisor) {
    return (side + divisor - 1) / divisor;
  }
}
