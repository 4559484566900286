package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Brings pictures of any size to one, whole and in their own shape, between black bars. */
record Letterbox(int width, int height) {
  /** A shape that differs by less is stretched: bars of a pixel or two are none. */
  private static final double SAME_SHAPE = 0.02;

  /** The largest picture of the same shape that is within the size. */
  void scale(Mat picture, Mat into) {
    double across = (double) width / picture.cols();
    double down = (double) height / picture.rows();
    boolean stretched = Math.abs(across / down - 1) < SAME_SHAPE;
    double scale = Math.min(across, down);
    int innerWidth = stretched ? width : Math.max(1, (int) Math.round(picture.cols() * scale));
    int innerHeight = stretched ? height : Math.max(1, (int) Math.round(picture.rows() * scale));
    try (Size size = new Size(innerWidth, innerHeight)) {
      resize(picture, into, size, 0, 0, INTER_AREA);
    }
  }

  /** Whether a picture is no larger. */
  boolean holds(Mat picture) {
    return picture.cols() <= width && picture.rows() <= height;
  }

  /** A scaled picture with its bars. */
  void frame(Mat scaled, Mat into) {
    int left = (width - scaled.cols()) / 2;
    int top = (height - scaled.rows()) / 2;
    try (Scalar black = new Scalar(0, 0, 0, 0)) {
      copyMakeBorder(
          scaled,
          into,
          top,
          height - scaled.rows() - top,
          left,
          width - scaled.cols() - left,
          BORDER_CONSTANT,
          black);
    }
  }
}
