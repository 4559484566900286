package throng.edge.output.window;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/**
 * Where several tiles stand in a window: in rows, so that their pictures are as large as can be.
 */
final class TileLayout {
  private static final int GAP = 2;

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
      List<Rectangle> places = places(shapes.size(), columns, width, height);
      double seen = seen(shapes, places, bar);
      if (seen > largest) {
        largest = seen;
        best = places;
      }
    }
    return best;
  }

  private static List<Rectangle> places(int tiles, int columns, int width, int height) {
    int rows = (tiles + columns - 1) / columns;
    List<Rectangle> places = new ArrayList<>();
    for (int tile = 0; tile < tiles; tile++) {
      int left = tile % columns * (width + GAP) / columns;
      int right = (tile % columns + 1) * (width + GAP) / columns - GAP;
      int top = tile / columns * (height + GAP) / rows;
      int bottom = (tile / columns + 1) * (height + GAP) / rows - GAP;
      places.add(new Rectangle(left, top, Math.max(0, right - left), Math.max(0, bottom - top)));
    }
    return places;
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
