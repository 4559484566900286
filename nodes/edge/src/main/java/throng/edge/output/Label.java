package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Text in a picture, readable on any ground. ASCII only: the font has no more. */
final class Label {
  private static final double ROWS_AT_SCALE_ONE = 400;

  private Label() {}

  /** Writes {@code text} at the top left of {@code picture}. */
  static void write(Mat picture, String text) {
    double scale = Math.max(0.4, picture.rows() / ROWS_AT_SCALE_ONE);
    int thickness = Math.max(1, (int) Math.round(1.5 * scale));
    try (Point at = new Point((int) (8 * scale), (int) (28 * scale));
        Scalar dark = new Scalar(0, 0, 0, 0);
        Scalar light = new Scalar(255, 255, 255, 0)) {
      int outline = thickness + 2 * (int) Math.ceil(scale);
      putText(picture, text, at, FONT_HERSHEY_SIMPLEX, scale, dark, outline, LINE_AA, false);
      putText(picture, text, at, FONT_HERSHEY_SIMPLEX, scale, light, thickness, LINE_AA, false);
    }
  }
}
