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
    return area(inCell(corners(outline), cell, rows, columns)) * rows * columns;
  }

  /** The share of the cell that lies in both, of which the second one has no notches. */
  static double share(Outline outline, Outline convex, int cell, int rows, int columns) {
    List<Corner> clipped = inCell(corners(outline), cell, rows, columns);
    List<Corner> sides = corners(convex);
    for (int i = 0; i < sides.size(); i++) {
      Corner from = sides.get(i);
      Corner to = sides.get((i + 1) % sides.size());
      clipped =
          cut(
              clipped,
              corner ->
                  (to.x() - from.x()) * (corner.y() - from.y())
                      - (to.y() - from.y()) * (corner.x() - from.x()));
    }
    return area(clipped) * rows * columns;
  }

  private static List<Corner> corners(Outline outline) {
    return outline.points().stream().map(point -> new Corner(point.x(), point.y())).toList();
  }

  private static List<Corner> inCell(List<Corner> polygon, int cell, int rows, int columns) {
    double left = (double) (cell % columns) / columns;
    double right = (double) (cell % columns + 1) / columns;
    double top = (double) (cell / columns) / rows;
    double bottom = (double) (cell / columns + 1) / rows;
    List<Corner> clipped = cut(polygon, corner -> corner.x() - left);
    clipped = cut(clipped, corner -> right - corner.x());
    clipped = cut(clipped, corner -> corner.y() - top);
    return cut(clipped, corner -> bottom - corner.y());
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
