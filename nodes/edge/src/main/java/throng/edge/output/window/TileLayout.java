package throng.edge.output.window;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where several tiles stand in a window: in rows, as wide as their pictures want it, so that these
 * are as large as can be. Pictures of one shape have one size.
 */
final class TileLayout {
  private static final int GAP = 2;
  private static final double MOST_ASPECT = 3;

  private TileLayout() {}

  /**
   * The places of the tiles, in their order, row by row.
   *
   * @param shapes each picture's width and height
   * @param bar how much of a tile's height is not its picture's
   */
  static List<Rectangle> of(List<Dimension> shapes, int width, int height, int bar) {
    List<Rectangle> best = List.of();
    double largest = -1;
    for (int columns = 1; columns <= shapes.size(); columns++) {
      List<Rectangle> places = places(shapes, columns, width, height, bar);
      double seen = seen(shapes, places, bar);
      if (seen > largest) {
        largest = seen;
        best = places;
      }
    }
    return best;
  }

  private static List<Rectangle> places(
      List<Dimension> shapes, int columns, int width, int height, int bar) {
    List<List<Dimension>> rows = rows(shapes, columns);
    double[] heights = heights(rows, columns, mean(shapes), width, height, bar);
    List<Rectangle> places = new ArrayList<>();
    double top = 0;
    for (int row = 0; row < heights.length; row++) {
      double bottom = top + heights[row] + GAP;
      double all = aspects(rows.get(row), columns, mean(shapes));
      double before = 0;
      for (Dimension shape : rows.get(row)) {
        double after = before + aspect(shape);
        places.add(place(before / all * (width + GAP), top, after / all * (width + GAP), bottom));
        before = after;
      }
      top = bottom;
    }
    return places;
  }

  /** From an edge to where the next tile's begins. */
  private static Rectangle place(double left, double top, double right, double bottom) {
    int x = (int) Math.round(left);
    int y = (int) Math.round(top);
    return new Rectangle(
        x,
        y,
        Math.max(0, (int) Math.round(right) - GAP - x),
        Math.max(0, (int) Math.round(bottom) - GAP - y));
  }

  private static List<List<Dimension>> rows(List<Dimension> shapes, int columns) {
    List<List<Dimension>> rows = new ArrayList<>();
    for (int first = 0; first < shapes.size(); first += columns) {
      rows.add(shapes.subList(first, Math.min(shapes.size(), first + columns)));
    }
    return rows;
  }

  /**
   * So high that pictures fill their rows' width; made lower, or given more, to fill the height.
   */
  private static double[] heights(
      List<List<Dimension>> rows, int columns, double mean, int width, int height, int bar) {
    double[] heights =
        rows.stream().mapToDouble(row -> width / aspects(row, columns, mean)).toArray();
    double each = Math.max(0, (double) (height + GAP) / heights.length - GAP);
    double least = Math.min(bar, each);
    double room = heights.length * (each - least);
    double wanted = Arrays.stream(heights).sum();
    double scale = Math.min(1, room / wanted);
    double more = least + (room - scale * wanted) / heights.length;
    return Arrays.stream(heights).map(it -> scale * it + more).toArray();
  }

  /** How wide a row's pictures are together at the height 1; one that is missing is as the mean. */
  private static double aspects(List<Dimension> row, int columns, double mean) {
    return row.stream().mapToDouble(TileLayout::aspect).sum() + (columns - row.size()) * mean;
  }

  private static double mean(List<Dimension> shapes) {
    return shapes.stream().mapToDouble(TileLayout::aspect).average().orElse(1);
  }

  /** Width by height, within what a bar above the picture can be read in. */
  private static double aspect(Dimension shape) {
    double exact = (double) shape.width / shape.height;
    return Math.max(1 / MOST_ASPECT, Math.min(MOST_ASPECT, exact));
  }

  /** How large all pictures are together, in pixels. */
  private static double seen(List<Dimension> shapes, List<Rectangle> places, int bar) {
    double all = 0;
    for (int tile = 0; tile < shapes.size(); tile++) {
      Rectangle place = places.get(tile);
      all += area(fitting(shapes.get(tile), place.width, place.height - bar));
    }
    return all;
  }

  private static double area(Dimension size) {
    return (double) size.width * size.height;
  }

  /** The largest size of that shape within a width and a height. */
  static Dimension fitting(Dimension shape, int width, int height) {
    double scale =
        Math.max(0, Math.min((double) width / shape.width, (double) height / shape.height));
    return new Dimension((int) (scale * shape.width), (int) (scale * shape.height));
  }
}
