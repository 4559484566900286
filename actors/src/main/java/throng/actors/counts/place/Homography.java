package throng.actors.counts.place;

import java.util.List;

/**
 * From places in a picture to places on flat ground: the projective map that takes four points to
 * four others (Hartley and Zisserman, Multiple View Geometry in Computer Vision, 2nd edition,
 * section 4.1).
 *
 * <p>Picture points are taken from the middle of the four, where the map's denominator cannot be
 * zero if they are in front of the camera; so it may be set to 1 there.
 */
final class Homography {
  private static final int UNKNOWNS = 8;
  private static final double SINGULAR = 1e-12;

  private final double middleX;
  private final double middleY;
  private final double[] h;

  private Homography(double middleX, double middleY, double[] h) {
    this.middleX = middleX;
    this.middleY = middleY;
    this.h = h;
  }

  /**
   * The one map that takes each of four points to its ground.
   *
   * @throws IllegalArgumentException if there is none: three of the points lie on one line
   */
  static Homography of(List<PicturePoint> picture, List<GroundPoint> ground) {
    double middleX = picture.stream().mapToDouble(PicturePoint::x).average().orElse(0);
    double middleY = picture.stream().mapToDouble(PicturePoint::y).average().orElse(0);
    double[][] equations = new double[UNKNOWNS][];
    for (int i = 0; i < picture.size(); i++) {
      double x = picture.get(i).x() - middleX;
      double y = picture.get(i).y() - middleY;
      double u = ground.get(i).x();
      double v = ground.get(i).y();
      equations[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
      equations[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
    }
    return new Homography(middleX, middleY, solve(equations));
  }

  /**
   * The map's denominator: 1 in the middle of the four points, 0 on the horizon, negative beyond.
   */
  double depth(PicturePoint point) {
    return h[6] * (point.x() - middleX) + h[7] * (point.y() - middleY) + 1;
  }

  /** Where a point before the horizon lies on the ground. */
  GroundPoint ground(PicturePoint point) {
    double x = point.x() - middleX;
    double y = point.y() - middleY;
    double depth = depth(point);
    return new GroundPoint(
        (h[0] * x + h[1] * y + h[2]) / depth, (h[3] * x + h[4] * y + h[5]) / depth);
  }

  /** By Gaussian elimination, the largest pivot first. */
  private static double[] solve(double[][] rows) {
    for (int column = 0; column < UNKNOWNS; column++) {
      swap(rows, column, largest(rows, column));
      double pivot = rows[column][column];
      if (Math.abs(pivot) < SINGULAR) {
        throw new IllegalArgumentException(
            "Three of the four points lie on one line: choose the corners of a rectangle on the ground.");
      }
      for (int row = column + 1; row < UNKNOWNS; row++) {
        subtract(rows[row], rows[column], rows[row][column] / pivot);
      }
    }
    double[] solution = new double[UNKNOWNS];
    for (int row = UNKNOWNS - 1; row >= 0; row--) {
      double rest = rows[row][UNKNOWNS];
      for (int column = row + 1; column < UNKNOWNS; column++) {
        rest -= rows[row][column] * solution[column];
      }
      solution[row] = rest / rows[row][row];
    }
    return solution;
  }

  private static int largest(double[][] rows, int column) {
    int largest = column;
    for (int row = column + 1; row < UNKNOWNS; row++) {
      if (Math.abs(rows[row][column]) > Math.abs(rows[largest][column])) {
        largest = row;
      }
    }
    return largest;
  }

  private static void swap(double[][] rows, int one, int other) {
    double[] row = rows[one];
    rows[one] = rows[other];
    rows[other] = row;
  }

  private static void subtract(double[] from, double[] row, double times) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= times * row[i];
    }
  }
}
