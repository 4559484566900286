package throng.actors.batch;

import akka.util.ByteString;
import java.util.Optional;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;
import throng.streams.frame.JpegHeader;

/**
 * What pictures are to a network.
 *
 * @param onlySize the one size that it takes, if it takes but one
 * @param tileSide larger pictures are cut into squares of this side
 */
record FakeNetwork(Optional<TensorSize> onlySize, int tileSide) implements PictureDecoder {
  static final FakeNetwork ANY_SIZE = new FakeNetwork(Optional.empty(), 1 << 16);
  static final FakeNetwork ONE_SIZE =
      new FakeNetwork(Optional.of(new TensorSize(480, 640)), 1 << 16);

  private record Picture(Runs of) implements DecodedPicture {
    @Override
    public TensorSize tensorSize() {
      return of.size();
    }

    @Override
    public int runs() {
      return of.count();
    }

    @Override
    public long bytes() {
      return of.size().pixels() * of.count();
    }

    @Override
    public Optional<Density> add(Density run) {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  @Override
  public DecodedPicture decode(ByteString jpeg) {
    JpegHeader header = JpegHeader.of(jpeg).orElseThrow();
    return new Picture(runs(header.width(), header.height()));
  }

  @Override
  public TensorSize tensorSize(int width, int height) {
    return onlySize.orElse(new TensorSize(height, width));
  }

  @Override
  public Runs runs(int width, int height) {
    TensorSize whole = tensorSize(width, height);
    int across = (whole.width() + tileSide - 1) / tileSide;
    int down = (whole.height() + tileSide - 1) / tileSide;
    return across * down == 1
        ? new Runs(whole, 1)
        : new Runs(new TensorSize(tileSide, tileSide), across * down);
  }
}
