package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.vconcat;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_DUPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.getTextSize;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A bar below a picture that is recorded or sent on: fields of text, whole ones only, and the
 * legend of the colours where there is room for it.
 *
 * <p>ASCII only: the font has no more. Java's fonts would bring a desktop's libraries into a
 * program that opens no window. Native, reused from call to call; one thread.
 */
final class Bar implements AutoCloseable {
  private static final int CHANNELS = 3;
  private static final int LEAST_HEIGHT = 24;
  private static final int ROWS_A_BAR = 20;
  private static final double SCALE_OF_A_PIXEL = 1 / 46.0;
  private static final double SMALL = 0.8;

  private final DensityScale scale;
  private final Mat colours;
  private final Mat strip = new Mat();
  private final Mat bar = new Mat();
  private final Mat whole = new Mat();

  /**
   * @param ramp the colours in their order, a column
   */
  Bar(DensityScale scale, Mat ramp) {
    this.scale = scale;
    this.colours = ramp.reshape(CHANNELS, 1);
  }

  /** How high the bar of a picture with so many rows is; even. */
  static int height(int rows) {
    return Math.max(LEAST_HEIGHT, rows / ROWS_A_BAR / 2 * 2);
  }

  /** The picture with its bar. Valid until the next call. */
  Mat below(Mat picture, int rows, List<String> fields) {
    int height = height(rows);
    try (Scalar ground = new Scalar(24, 24, 24, 0);
        Mat blank = new Mat(height, picture.cols(), CV_8UC3, ground)) {
      blank.copyTo(bar);
    }
    int used = writeFields(fields);
    drawLegend(used);
    vconcat(picture, bar, whole);
    return whole;
  }

  private int writeFields(List<String> fields) {
    int gap = bar.rows() / 2;
    int left = gap;
    for (String field : fields) {
      int width = width(field, 1);
      if (left > gap && left + width + gap > bar.cols()) {
        break;
      }
      write(field, left, 1);
      left += width + 2 * gap;
    }
    return left;
  }

  private void drawLegend(int used) {
    int gap = bar.rows() / 2;
    int unit = width(DensityScale.UNIT, SMALL);
    int length = 8 * bar.rows();
    int left = bar.cols() - unit - length - 2 * gap;
    if (left < used) {
      return;
    }
    int third = bar.rows() / 3;
    try (Size size = new Size(length, third);
        Rect place = new Rect(left, 2, length, third);
        Mat there = new Mat(bar, place)) {
      resize(colours, strip, size, 0, 0, INTER_LINEAR);
      strip.copyTo(there);
    }
    for (DensityScale.Mark mark : scale.marks()) {
      int at = left + (int) (mark.place() * length);
      write(mark.label(), at - width(mark.label(), SMALL) / 2, SMALL);
    }
    write(DensityScale.UNIT, left + length + gap, SMALL);
  }

  private int width(String text, double size) {
    try (IntPointer below = new IntPointer(1);
        Size measured = getTextSize(text, FONT_HERSHEY_DUPLEX, size * fontScale(), 1, below)) {
      return measured.width();
    }
  }

  private void write(String text, int left, double size) {
    int foot = size < 1 ? bar.rows() - 3 : (int) (bar.rows() * 0.72);
    try (Point at = new Point(left, foot);
        Scalar light = new Scalar(235, 235, 235, 0)) {
      putText(bar, text, at, FONT_HERSHEY_DUPLEX, size * fontScale(), light, 1, LINE_AA, false);
    }
  }

  private double fontScale() {
    return bar.rows() * SCALE_OF_A_PIXEL;
  }

  @Override
  public void close() {
    colours.close();
    strip.close();
    bar.close();
    whole.close();
  }
}
