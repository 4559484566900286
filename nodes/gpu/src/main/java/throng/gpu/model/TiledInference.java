package throng.gpu.model;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.Density;
import throng.actors.inference.TensorSize;

/** Runs a picture that is too large for the network tile by tile, and stitches the answers. */
final class TiledInference {
  private final InputConf input;
  private final BiFunction<List<ByteBuffer>, TensorSize, List<Density>> run;

  TiledInference(InputConf input, BiFunction<List<ByteBuffer>, TensorSize, List<Density>> run) {
    this.input = input;
    this.run = run;
  }

  boolean areNeeded(TensorSize size) {
    return input.size().isEmpty() && Math.max(size.height(), size.width()) > input.tileSide();
  }

  /** The whole picture's density. */
  Density infer(ByteBuffer picture, TensorSize size) {
    Tiling tiling = Tiling.of(size, input.tileSide(), input.overlap(), input.multiple());
    PicturePool.Slab tile = PicturePool.Slab.allocate(input.bytes(tiling.tile()));
    try {
      return infer(picture, size, tiling, tile.buffer());
    } finally {
      tile.memory().close();
    }
  }

  private Density infer(ByteBuffer picture, TensorSize size, Tiling tiling, ByteBuffer tile) {
    @Nullable Stitching stitching = null;
    for (Tiling.Span row : tiling.rows()) {
      for (Tiling.Span column : tiling.columns()) {
        cut(picture, size, row.start(), column.start(), tile, tiling.tile());
        Density part = run.apply(List.of(tile), tiling.tile()).get(0);
        if (stitching == null) {
          stitching = new Stitching(size, tiling.tile(), input.multiple(), part);
        }
        stitching.add(part, row, column);
      }
    }
    if (stitching == null) {
      throw new IllegalStateException("A picture of " + size + " has no tiles.");
    }
    return stitching.whole();
  }

  /** Copies one tile's pixels out of the picture; planes of one channel lie one after another. */
  private void cut(
      ByteBuffer picture, TensorSize whole, int top, int left, ByteBuffer tile, TensorSize part) {
    boolean planar = input.layout() == Layout.NCHW;
    int planes = planar ? input.colour().channels() : 1;
    int pixel = input.type().bytes() * (planar ? 1 : input.colour().channels());
    int to = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row < part.height(); row++) {
        long start = plane * whole.pixels() + (long) (top + row) * whole.width() + left;
        tile.put(to, picture, Math.toIntExact(start * pixel), part.width() * pixel);
        to += part.width() * pixel;
      }
    }
  }
}
