package throng.gpu.model;

import java.util.ArrayList;
import java.util.List;
import throng.actors.inference.TensorSize;

/**
 * How a picture that is too large is cut, and whose answer holds where.
 *
 * <p>All tiles have one size, so that shapes are few. Neighbours overlap; in the middle of what
 * they share the one's answer ends and the other's begins, so that every cell comes from exactly
 * one tile, from well inside it, and the sum is right.
 *
 * @param tile the tiles' size
 * @param rows the tiles' places from top to bottom
 * @param columns the tiles' places from left to right
 */
record Tiling(TensorSize tile, List<Span> rows, List<Span> columns) {

  /**
   * A tile's place along one side, in pixels of the picture.
   *
   * @param start where the tile begins
   * @param from where its answer begins to hold
   * @param to where its answer ends
   */
  record Span(int start, int from, int to) {}

  /**
   * Plans the tiles of a picture whose sides are multiples of {@code multiple}.
   *
   * @param side the longest side of a tile, a multiple of {@code multiple}
   * @param overlap the least overlap, less than {@code side}
   */
  static Tiling of(TensorSize picture, int side, int overlap, int multiple) {
    int height = Math.min(picture.height(), side);
    int width = Math.min(picture.width(), side);
    return new Tiling(
        new TensorSize(height, width),
        spans(picture.height(), height, overlap, multiple),
        spans(picture.width(), width, overlap, multiple));
  }

  int tiles() {
    return rows.size() * columns.size();
  }

  /** The place of the tile from top to bottom; tiles are numbered row by row, from 0. */
  Span row(int tile) {
    return rows.get(tile / columns.size());
  }

  /** The place of the tile from left to right. */
  Span column(int tile) {
    return columns.get(tile % columns.size());
  }

  private static List<Span> spans(int length, int tile, int overlap, int multiple) {
    int step = Math.max(multiple, (tile - overlap) / multiple * multiple);
    int steps = (length - tile + step - 1) / step;
    List<Span> spans = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= steps; i++) {
      int start = start(i, steps, length - tile, multiple);
      int next = i == steps ? length : start(i + 1, steps, length - tile, multiple);
      int to = i == steps ? length : (next + start + tile) / 2 / multiple * multiple;
      spans.add(new Span(start, from, to));
      from = to;
    }
    return List.copyOf(spans);
  }

  /** Spreads the tiles evenly; the last one ends where the picture does. */
  private static int start(int index, int steps, int room, int multiple) {
    return steps == 0 ? 0 : (int) ((long) index * (room / multiple) / steps) * multiple;
  }
}
