package throng.gpu.model;

import throng.actors.inference.Density;
import throng.actors.inference.TensorSize;

/** Puts the tiles' densities together: every cell is written once. */
final class Stitching {
  private final int cellHeight;
  private final int cellWidth;
  private final Density whole;

  /**
   * Begins with nothing.
   *
   * @param multiple what the tiles' borders are multiples of, in pixels
   * @param part any tile's density, which tells how many pixels a cell covers
   */
  Stitching(TensorSize picture, TensorSize tile, int multiple, Density part) {
    this.cellHeight = tile.height() / part.rows();
    this.cellWidth = tile.width() / part.columns();
    if (part.rows() * cellHeight != tile.height()
        || part.columns() * cellWidth != tile.width()
        || multiple % cellHeight != 0
        || multiple % cellWidth != 0) {
      throw new IllegalStateException(
          "Tiles of "
              + tile.width()
              + " x "
              + tile.height()
              + " pixels become "
              + part.columns()
              + " x "
              + part.rows()
              + " cells, which cannot be stitched: input.multiple must be what one cell covers, or"
              + " a multiple of it.");
    }
    int rows = picture.height() / cellHeight;
    int columns = picture.width() / cellWidth;
    this.whole = new Density(rows, columns, new float[rows * columns]);
  }

  void add(Density part, Tiling.Span vertical, Tiling.Span horizontal) {
    int columns = (horizontal.to() - horizontal.from()) / cellWidth;
    int fromColumn = (horizontal.from() - horizontal.start()) / cellWidth;
    for (int row = vertical.from() / cellHeight; row < vertical.to() / cellHeight; row++) {
      int partRow = row - vertical.start() / cellHeight;
      System.arraycopy(
          part.values(),
          partRow * part.columns() + fromColumn,
          whole.values(),
          row * whole.columns() + horizontal.from() / cellWidth,
          columns);
    }
  }

  Density whole() {
    return whole;
  }
}
