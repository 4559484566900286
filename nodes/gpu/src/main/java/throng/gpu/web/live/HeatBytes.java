package throng.gpu.web.live;

import akka.util.ByteString;
import throng.streams.frame.DensityMap;

/**
 * A density map as a browser draws it: one byte a cell, on a scale that is the same for every
 * picture.
 *
 * <p>A byte b is (b / 32)² people on a hundredth of the picture's area; 255 is that or more. So a
 * whole person in one cell fits, and a trace of one is more than nothing.
 *
 * @param rows of the cells
 * @param columns of the cells
 * @param cells row by row from the top left
 */
record HeatBytes(int rows, int columns, ByteString cells) {
  private static final double STEPS = 32;
  private static final double HUNDREDTHS = 100;
  private static final int MOST_COLUMNS = 128;
  private static final int MOST_ROWS = 128;
  private static final int FULL = 255;

  /** The map, in blocks of cells where it is larger than a tile needs. */
  static HeatBytes of(DensityMap map) {
    return of(map, map.values());
  }

  /**
   * The same with other cells.
   *
   * @param values as many as the map's
   */
  static HeatBytes of(DensityMap map, float[] values) {
    int across = ceiling(map.columns(), MOST_COLUMNS);
    int down = ceiling(map.rows(), MOST_ROWS);
    int columns = ceiling(map.columns(), across);
    int rows = ceiling(map.rows(), down);
    byte[] cells = new byte[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double people = perHundredth(map, values, row * down, column * across, down, across);
        cells[row * columns + column] =
            (byte) Math.min(FULL, Math.round(STEPS * Math.sqrt(Math.max(0, people))));
      }
    }
    return new HeatBytes(rows, columns, ByteString.fromArrayUnsafe(cells));
  }

  /** People on a hundredth of the picture's area, as dense as in that block of cells. */
  private static double perHundredth(
      DensityMap map, float[] values, int top, int left, int down, int across) {
    int bottom = Math.min(map.rows(), top + down);
    int right = Math.min(map.columns(), left + across);
    double sum = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        sum += values[row * map.columns() + column];
      }
    }
    double cells = (double) (bottom - top) * (right - left);
    double all = (double) map.rows() * map.columns();
    return sum * all / (cells * HUNDREDTHS);
  }

  private static int ceiling(int number, int by) {
    return Math.floorDiv(number + by - 1, by);
  }
}
