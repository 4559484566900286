package throng.actors.counts.place;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The share of one cell that lies in a polygon, in another way than the one that is tested: the
 * polygon is cut at the cell's four sides in turn (Sutherland and Hodgman 1974), and what is left
 * is measured by the shoelace formula. Parts that hang together by a line of no width do not matter
 * to that.
 */
final class CellClip {
  private CellClip() {}

  private record Corner(double x, double y) {}

  static double share(Outline outline, int cell, int rows, int columns) {
    double left = (double) (cell % columns) / columns;
    double right = (double) (cell % columns + 1) / columns;
    double top = (double) (cell / columns) / rows;
    double bottom = (double) (cell / columns + 1) / rows;
    List<Corner> rest = new ArrayList<>();
    outline.points().forEach(point -> rest.add(new Corner(point.x(), point.y())));
    List<Corner> clipped = cut(rest, corner -> corner.x() - left);
    clipped = cut(clipped, corner -> right - corner.x());
    clipped = cut(clipped, corner -> corner.y() - top);
    clipped = cut(clipped, corner -> bottom - corner.y());
    return area(clipped) * rows * columns;
  }

  /** What of a polygon lies where {@code inside} is not negative. */
  private static List<Corner> cut(List<Corner> polygon, ToDoubleFunction<Corner> inside) {
    List<Corner> left = new ArrayList<>();
    for (int i = 0; i < polygon.size(); i++) {
      Corner from = polygon.get(i);
      Corner to = polygon.get((i + 1) % polygon.size());
      double a = inside.applyAsDouble(from);
      double b = inside.applyAsDouble(to);
      if (a >= 0) {
        left.add(from);
      }
      if (a >= 0 != b >= 0) {
        double part = a / (a - b);
        left.add(
            new Corner(
                from.x() + part * (to.x() - from.x()), from.y() + part * (to.y() - from.y())));
      }
    }
    return left;
  }

  private static double area(List<Corner> polygon) {
    double twice = 0;
    for (int i = 0; i < polygon.size(); i++) {
      Corner from = polygon.get(i);
      Corner to = polygon.get((i + 1) % polygon.size());
      twice += from.x() * to.y() - to.x() * from.y();
    }
    return Math.abs(twice) / 2;
  }
}
