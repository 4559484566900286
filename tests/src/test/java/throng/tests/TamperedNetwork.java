package throng.tests;

import akka.util.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.Runs;
import throng.actors.inference.ServedModel;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;

/**
 * Another network, except for one picture: what the action that runs before it throws, the network
 * throws.
 *
 * @param jpeg the picture's bytes, as an edge sends them
 */
record TamperedNetwork(ServedModel network, byte[] jpeg, Runnable action)
    implements PassingNetwork {
  @Override
  public PictureDecoder decoder() {
    return new Decoder(network.decoder(), jpeg);
  }

  @Override
  public DensityModel open(int worker) {
    return new Worker(network.open(worker), action);
  }

  private record Decoder(PictureDecoder decoder, byte[] jpeg) implements PictureDecoder {
    @Override
    public DecodedPicture decode(ByteString bytes) throws UndecodableException {
      return new Picture(decoder.decode(bytes), Arrays.equals(bytes.toArray(), jpeg));
    }

    @Override
    public TensorSize tensorSize(int width, int height) {
      return decoder.tensorSize(width, height);
    }

    @Override
    public Runs runs(int width, int height) {
      return decoder.runs(width, height);
    }
  }

  private record Picture(DecodedPicture picture, boolean isTheOne) implements DecodedPicture {
    @Override
    public TensorSize tensorSize() {
      return picture.tensorSize();
    }

    @Override
    public int runs() {
      return picture.runs();
    }

    @Override
    public Optional<Density> add(Density run) {
      return picture.add(run);
    }

    @Override
    public long bytes() {
      return picture.bytes();
    }

    @Override
    public void close() {
      picture.close();
    }
  }

  private record Worker(DensityModel network, Runnable action) implements DensityModel {
    @Override
    public List<Density> infer(List<? extends DecodedPicture> batch) {
      List<Picture> pictures = batch.stream().map(Picture.class::cast).toList();
      if (pictures.stream().anyMatch(Picture::isTheOne)) {
        action.run();
      }
      return network.infer(pictures.stream().map(Picture::picture).toList());
    }

    @Override
    public void warm(TensorSize size, int batch) {
      network.warm(size, batch);
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
