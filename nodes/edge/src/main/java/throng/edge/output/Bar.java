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
  private static final int LEAST_LINE = 24;
  private static final int LINES_OF_PICTURE = 20;
  private static final int LINE_WIDTH_OF_TEXT = 26;
  private static final int LINE_WIDTH_OF_ALL = 44;
  private static final int LEGEND_LINES = 8;
  private static final double FOOT = 0.72;
  private static final double SCALE_OF_A_PIXEL = 1 / 46.0;
  private static final double SMALL = 0.8;

  private final DensityScale scale;
  private final Mat colours;
  private final Mat strip = new Mat();
  private final Mat bar = new Mat();
  private final Mat whole = new Mat();
  private int line;

  /**
   * @param ramp the colours in their order, a column
   */
  Bar(DensityScale scale, Mat ramp) {
    this.scale = scale;
    this.colours = ramp.reshape(CHANNELS, 1);
  }

  /**
   * How high the bar below a picture is; even.
   *
   * @param columns of all that stands above it
   * @param rows of the picture
   */
  static int height(int columns, int rows) {
    int line = lineHeight(columns, rows);
    return isOneLine(columns, line) ? line : 2 * line;
  }

  private static int lineHeight(int columns, int rows) {
    int wanted = Math.min(rows / LINES_OF_PICTURE, columns / LINE_WIDTH_OF_TEXT) / 2 * 2;
    return Math.max(LEAST_LINE, wanted);
  }

  /** Whether the legend has room beside the text; it has a line of its own otherwise. */
  private static boolean isOneLine(int columns, int line) {
    return columns >= line * LINE_WIDTH_OF_ALL;
  }

  /**
   * The picture with its bar. Valid until the next call.
   *
   * @param rows what the bar's height was asked for
   */
  Mat below(Mat picture, int rows, List<String> fields) {
    line = lineHeight(picture.cols(), rows);
    try (Scalar ground = new Scalar(24, 24, 24, 0);
        Mat blank = new Mat(height(picture.cols(), rows), picture.cols(), CV_8UC3, ground)) {
      blank.copyTo(bar);
    }
    writeFields(fields);
    drawLegend();
    vconcat(picture, bar, whole);
    return whole;
  }

  private void writeFields(List<String> fields) {
    int gap = line / 2;
    int left = gap;
    for (String field : fields) {
      int width = width(field, 1);
      if (left > gap && left + width + gap > bar.cols()) {
        break;
      }
      write(field, left, (int) (line * FOOT), 1);
      left += width + 2 * gap;
    }
  }

  private void drawLegend() {
    int gap = line / 2;
    int top = bar.rows() - line;
    int length = Math.min(LEGEND_LINES * line, bar.cols() / 2);
    boolean hasRoom = width(DensityScale.UNIT, SMALL) + length + 3 * gap <= bar.cols();
    String unit = hasRoom ? DensityScale.UNIT : DensityScale.SHORT_UNIT;
    int left = top == 0 ? bar.cols() - width(unit, SMALL) - length - 2 * gap : gap;
    int third = line / 3;
    try (Size size = new Size(length, third);
        Rect place = new Rect(left, top + 2, length, third);
        Mat there = new Mat(bar, place)) {
      resize(colours, strip, size, 0, 0, INTER_LINEAR);
      strip.copyTo(there);
    }
    int foot = bar.rows() - 3;
    for (DensityScale.Mark mark : scale.marks()) {
      int at = left + (int) (mark.place() * length) - width(mark.label(), SMALL) / 2;
      write(mark.label(), Math.max(0, at), foot, SMALL);
    }
    write(unit, left + length + gap, foot, SMALL);
  }

  private int width(String text, double size) {
    try (IntPointer below = new IntPointer(1);
        Size measured = getTextSize(text, FONT_HERSHEY_DUPLEX, size * fontScale(), 1, below)) {
      return measured.width();
    }
  }

  private void write(String text, int left, int foot, double size) {
    try (Point at = new Point(left, foot);
        Scalar light = new Scalar(235, 235, 235, 0)) {
      putText(bar, text, at, FONT_HERSHEY_DUPLEX, size * fontScale(), light, 1, LINE_AA, false);
    }
  }

  private double fontScale() {
    return line * SCALE_OF_A_PIXEL;
  }

  @Override
  public void close() {
    colours.close();
    strip.close();
    bar.close();
    whole.close();
  }
}
