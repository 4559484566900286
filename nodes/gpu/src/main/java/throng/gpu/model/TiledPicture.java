package throng.gpu.model;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.Density;
import throng.actors.inference.TensorSize;

/**
 * A picture that is run tile by tile, and how far it has come.
 *
 * <p>Holds the picture, memory for one tile, and the densities so far: as many cells as the picture
 * has. Used by whoever holds it; its memory goes back when it is closed.
 */
final class TiledPicture implements NetworkInput {
  private final NativePicture whole;
  private final NativePicture tile;
  private final Tiling tiling;
  private final InputConf input;
  private @Nullable Stitching stitching;
  private int next;

  /**
   * @param whole its owner is this from here on
   * @param pool gives memory for a tile
   */
  TiledPicture(NativePicture whole, Tiling tiling, InputConf input, PicturePool pool) {
    this.whole = whole;
    this.tiling = tiling;
    this.input = input;
    this.tile = pool.take(tiling.tile(), input.bytes(tiling.tile()));
  }

  @Override
  public TensorSize tensorSize() {
    return tiling.tile();
  }

  @Override
  public int runs() {
    return tiling.tiles();
  }

  @Override
  public long bytes() {
    return whole.bytes() + tile.bytes();
  }

  @Override
  public ByteBuffer pixels() {
    cut(tiling.row(next).start(), tiling.column(next).start(), tile.pixels());
    return tile.pixels();
  }

  @Override
  public Optional<Density> add(Density run) {
    Stitching parts = stitching;
    if (parts == null) {
      parts = new Stitching(whole.tensorSize(), tiling.tile(), input.multiple(), run);
      stitching = parts;
    }
    parts.add(run, tiling.row(next), tiling.column(next));
    next++;
    if (next < tiling.tiles()) {
      return Optional.empty();
    }
    next = 0;
    stitching = null;
    return Optional.of(parts.whole());
  }

  /** Copies one tile's pixels out of the picture; planes of one channel lie one after another. */
  private void cut(int top, int left, ByteBuffer into) {
    boolean planar = input.layout() == Layout.NCHW;
    int planes = planar ? input.colour().channels() : 1;
    int pixel = input.type().bytes() * (planar ? 1 : input.colour().channels());
    TensorSize all = whole.tensorSize();
    TensorSize part = tiling.tile();
    int to = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row < part.height(); row++) {
        long start = plane * all.pixels() + (long) (top + row) * all.width() + left;
        into.put(to, whole.pixels(), Math.toIntExact(start * pixel), part.width() * pixel);
        to += part.width() * pixel;
      }
    }
  }

  @Override
  public void close() {
    whole.close();
    tile.close();
  }
}
