package throng.edge.camera.crowd;

import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.circle;
import static org.bytedeco.opencv.global.opencv_imgproc.ellipse;
import static org.bytedeco.opencv.global.opencv_imgproc.fillConvexPoly;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import throng.edge.camera.crowd.FigureColours.Colour;

/**
 * Draws figures as {@code training/throng_training/synthetic.py} describes them: the network learns
 * them from there. Lengths are fractions of a figure's height, upwards from its feet.
 */
final class FigurePainter implements AutoCloseable {
  private static final Colour SHOES = Colour.of(0x282422);
  private static final double SHADOW = 0.65;
  private static final int FRACTION_BITS = 4;
  private static final int ONE = 1 << FRACTION_BITS;

  private final Mat picture;
  private final ByteBuffer pixels;
  private final Point corners = new Point(4);
  private final Point centre = new Point();
  private final Size axes = new Size();
  private final Scalar paint = new Scalar();
  private double x;
  private double feet;
  private double height;

  /**
   * @param picture blue, green, red; its rows lie one behind another without gaps
   */
  FigurePainter(Mat picture) {
    this.picture = picture;
    this.pixels = picture.createBuffer();
  }

  void draw(Figure figure) {
    x = figure.x();
    feet = figure.feet();
    height = figure.height();
    FigureColours colours = figure.colours;
    double swing = 0.10 * Math.sin(figure.phase());
    double sway = 0.08 * Math.sin(figure.phase());
    shadow();
    leg(-1, swing, colours.trousers());
    leg(1, swing, colours.trousers());
    arm(-1, sway, colours.coat().times(0.8), colours.skin());
    torso(colours.coat());
    arm(1, sway, colours.coat().times(0.9), colours.skin());
    stroke(0, 0.82, 0, 0.88, 0.05, colours.skin().times(0.9));
    disc(0, Figure.HEAD, 0.065, colours.skin());
    if (colours.fromBehind()) {
      disc(0, 0.935, 0.07, colours.hair());
    } else {
      oval(0, 0.935, 0.07, 0.07, 180, 360, colours.hair());
    }
  }

  private void leg(int side, double swing, Colour trousers) {
    double foot = side * (0.05 - swing);
    stroke(side * 0.05, 0.48, foot, 0.03, 0.085, trousers);
    oval(foot + 0.015, 0.022, 0.05, 0.022, 0, 360, SHOES);
  }

  private void arm(int side, double sway, Colour sleeve, Colour skin) {
    double hand = side * (0.15 + sway);
    stroke(side * 0.115, 0.79, hand, 0.47, 0.06, sleeve);
    disc(hand, 0.47, 0.028, skin);
  }

  private void torso(Colour coat) {
    quadrilateral(-0.13, 0.82, 0.13, 0.82, 0.10, 0.46, -0.10, 0.46, coat);
    disc(-0.105, 0.80, 0.035, coat);
    disc(0.105, 0.80, 0.035, coat);
  }

  /** Darkens the ground beneath: an ellipse, line by line. */
  private void shadow() {
    double a = 0.16 * height;
    double b = 0.04 * height;
    double middle = x + 0.03 * height;
    int bottom = (int) Math.min(picture.rows() - 1.0, Math.floor(feet + b));
    for (int row = (int) Math.max(0, Math.ceil(feet - b)); row <= bottom; row++) {
      double half = a * Math.sqrt(Math.max(0, 1 - Math.pow((row - feet) / b, 2)));
      int from = (int) Math.max(0, Math.ceil(middle - half));
      int to = (int) Math.min(picture.cols() - 1.0, Math.floor(middle + half));
      darken((row * picture.cols() + from) * 3, (row * picture.cols() + to + 1) * 3);
    }
  }

  private void darken(int from, int to) {
    for (int i = from; i < to; i++) {
      pixels.put(i, (byte) ((pixels.get(i) & 0xFF) * SHADOW));
    }
  }

  private void stroke(double x1, double y1, double x2, double y2, double width, Colour colour) {
    double length = Math.hypot(x2 - x1, y2 - y1);
    double nx = -(y2 - y1) / length * width / 2;
    double ny = (x2 - x1) / length * width / 2;
    quadrilateral(x1 + nx, y1 + ny, x2 + nx, y2 + ny, x2 - nx, y2 - ny, x1 - nx, y1 - ny, colour);
    disc(x1, y1, width / 2, colour);
    disc(x2, y2, width / 2, colour);
  }

  private void quadrilateral(
      double x1,
      double y1,
      double x2,
      double y2,
      double x3,
      double y3,
      double x4,
      double y4,
      Colour colour) {
    corner(0, x1, y1);
    corner(1, x2, y2);
    corner(2, x3, y3);
    corner(3, x4, y4);
    fillConvexPoly(picture, corners.position(0), 4, paint(colour), LINE_AA, FRACTION_BITS);
  }

  private void corner(int number, double x, double y) {
    corners.position(number).x(column(x)).y(row(y));
  }

  private void disc(double x, double y, double radius, Colour colour) {
    circle(picture, centre(x, y), length(radius), paint(colour), FILLED, LINE_AA, FRACTION_BITS);
  }

  private void oval(double x, double y, double a, double b, int start, int end, Colour colour) {
    axes.width(length(a)).height(length(b));
    ellipse(
        picture, centre(x, y), axes, 0, start, end, paint(colour), FILLED, LINE_AA, FRACTION_BITS);
  }

  private Point centre(double x, double y) {
    return centre.x(column(x)).y(row(y));
  }

  private Scalar paint(Colour colour) {
    paint.put(0, colour.blue());
    paint.put(1, colour.green());
    paint.put(2, colour.red());
    return paint;
  }

  private int column(double along) {
    return (int) Math.rint((x + along * height) * ONE);
  }

  private int row(double up) {
    return (int) Math.rint((feet - up * height) * ONE);
  }

  private int length(double fraction) {
    return (int) Math.rint(fraction * height * ONE);
  }

  @Override
  public void close() {
    corners.close();
    centre.close();
    axes.close();
    paint.close();
  }
}
