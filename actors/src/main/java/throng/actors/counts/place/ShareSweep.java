package throng.actors.counts.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds the shares of a map's cells that lie in an outline and in no mask, row by row.
 *
 * <p>A row is cut into slabs at every height at which an edge ends, crosses another, or goes from
 * one column into the next. Within a slab each edge stays in its column and keeps its place among
 * the others; so what lies inside are trapezoids, whose areas in a cell are height times width at
 * half height.
 */
final class ShareSweep {
  private final int rows;
  private final int columns;
  private final List<Side> sides = new ArrayList<>();
  private final int polygons;
  private final double[] crossings;
  private final CellShares.Builder shares = new CellShares.Builder();

  /** An edge and the polygon that it bounds; 0 is the outline. The map's cell is the unit. */
  private record Side(Edge edge, int polygon) {}

  /** Where the middle of a slab meets an edge. */
  private record Meeting(double x, int polygon) {}

  ShareSweep(int rows, int columns, Outline outline, List<Outline> masks) {
    this.rows = rows;
    this.columns = columns;
    this.polygons = 1 + masks.size();
    add(outline, 0);
    for (int i = 0; i < masks.size(); i++) {
      add(masks.get(i), i + 1);
    }
    this.crossings = crossings();
  }

  private void add(Outline outline, int polygon) {
    for (int i = 0; i < outline.points().size(); i++) {
      Edge edge = Edge.of(outline.points(), i);
      sides.add(
          new Side(
              new Edge(
                  edge.fromX() * columns,
                  edge.fromY() * rows,
                  edge.toX() * columns,
                  edge.toY() * rows),
              polygon));
    }
  }

  /** The heights at which edges of different polygons cross; those of one do not. */
  private double[] crossings() {
    TreeSet<Double> heights = new TreeSet<>();
    for (int i = 0; i < sides.size(); i++) {
      for (int j = i + 1; j < sides.size(); j++) {
        if (sides.get(i).polygon() != sides.get(j).polygon()) {
          double y = sides.get(i).edge().crossingY(sides.get(j).edge());
          if (!Double.isNaN(y)) {
            heights.add(y);
          }
        }
      }
    }
    return heights.stream().mapToDouble(Double::doubleValue).toArray();
  }

  CellShares sweep() {
    for (int row = 0; row < rows; row++) {
      List<Side> near = near(row);
      if (!near.isEmpty()) {
        sweep(row, near);
      }
    }
    return shares.build();
  }

  /** The edges that are in the row; level ones bound no trapezoid. */
  private List<Side> near(int row) {
    List<Side> near = new ArrayList<>();
    for (Side side : sides) {
      Edge edge = side.edge();
      boolean isAbove = Math.max(edge.fromY(), edge.toY()) <= row;
      boolean isBelow = Math.min(edge.fromY(), edge.toY()) >= row + 1;
      if (!isAbove && !isBelow && !edge.isLevel()) {
        near.add(side);
      }
    }
    return near;
  }

  private void sweep(int row, List<Side> near) {
    // In each cell what lies inside in part, and where runs of whole cells begin and end.
    double[] parts = new double[columns + 1];
    double[] wholes = new double[columns + 2];
    double[] heights = heights(row, near);
    for (int i = 0; i + 1 < heights.length; i++) {
      double height = heights[i + 1] - heights[i];
      slab(near, heights[i] + height / 2, height, parts, wholes);
    }
    double whole = 0;
    for (int column = 0; column < columns; column++) {
      whole += wholes[column];
      shares.add(row * columns + column, parts[column] + whole);
    }
  }

  private double[] heights(int row, List<Side> near) {
    TreeSet<Double> heights = new TreeSet<>(List.of((double) row, row + 1.0));
    for (Side side : near) {
      Edge edge = side.edge();
      heights.add(edge.fromY());
      heights.add(edge.toY());
      addColumnChanges(edge, row, heights);
    }
    int from = Arrays.binarySearch(crossings, row);
    for (int i = from < 0 ? -from - 1 : from; i < crossings.length; i++) {
      if (crossings[i] > row + 1) {
        break;
      }
      heights.add(crossings[i]);
    }
    return heights.subSet((double) row, true, row + 1.0, true).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static void addColumnChanges(Edge edge, int row, TreeSet<Double> heights) {
    double top = Math.max(row, Math.min(edge.fromY(), edge.toY()));
    double bottom = Math.min(row + 1, Math.max(edge.fromY(), edge.toY()));
    double one = edge.xAt(top);
    double other = edge.xAt(bottom);
    for (double x = Math.ceil(Math.min(one, other)); x <= Math.max(one, other); x++) {
      if (one != other) {
        heights.add(top + (x - one) / (other - one) * (bottom - top));
      }
    }
  }

  private void slab(
      List<Side> near, double middle, double height, double[] parts, double[] wholes) {
    List<Meeting> meetings = new ArrayList<>();
    for (Side side : near) {
      if (side.edge().passes(middle)) {
        meetings.add(new Meeting(side.edge().xAt(middle), side.polygon()));
      }
    }
    meetings.sort((one, other) -> Double.compare(one.x(), other.x()));
    boolean[] isIn = new boolean[polygons];
    int masks = 0;
    for (int i = 0; i + 1 < meetings.size(); i++) {
      int polygon = meetings.get(i).polygon();
      isIn[polygon] = !isIn[polygon];
      masks += polygon == 0 ? 0 : isIn[polygon] ? 1 : -1;
      if (isIn[0] && masks == 0) {
        interval(meetings.get(i).x(), meetings.get(i + 1).x(), height, parts, wholes);
      }
    }
  }

  private void interval(double from, double to, double height, double[] parts, double[] wholes) {
    int first = column(from);
    int last = column(to);
    if (first == last) {
      parts[first] += (to - from) * height;
      return;
    }
    parts[first] += (first + 1 - from) * height;
    parts[last] += (to - last) * height;
    wholes[first + 1] += height;
    wholes[last] -= height;
  }

  /** The last one takes what ends at the map's right border. */
  private int column(double x) {
    return Math.min(columns, Math.max(0, (int) Math.floor(x)));
  }
}
