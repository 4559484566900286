package throng.gpu.model;

import akka.util.ByteString;
import java.util.Optional;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;

/** Decodes, and cuts into tiles what would keep a device for too long. */
final class TilingDecoder implements PictureDecoder, AutoCloseable {
  private final InputConf input;
  private final Tiles tiles;
  private final PicturePool pool;
  private final JpegDecoder decoder;

  TilingDecoder(InputConf input, Tiles tiles, PicturePool pool) {
    this.input = input;
    this.tiles = tiles;
    this.pool = pool;
    this.decoder = new JpegDecoder(input, pool);
  }

  @Override
  public DecodedPicture decode(ByteString jpeg) throws UndecodableException {
    DecodedPicture whole = decoder.decode(jpeg);
    Optional<Tiling> tiling = tiles.of(whole.tensorSize());
    return tiling.isEmpty()
        ? whole
        : new TiledPicture((NativePicture) whole, tiling.get(), input, pool);
  }

  @Override
  public TensorSize tensorSize(int width, int height) {
    return decoder.tensorSize(width, height);
  }

  @Override
  public Runs runs(int width, int height) {
    return tiles.runs(tensorSize(width, height));
  }

  @Override
  public void close() {
    decoder.close();
  }
}
