package throng.bench;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.ServedModel;
import throng.actors.inference.TensorSize;

/** A network and a decoder that do nothing, so that what stands around them can be measured. */
final class IdleModel implements ServedModel, PictureDecoder, DensityModel {
  private static final int MAX_BATCH = 16;
  private static final TensorSize SIZE = new TensorSize(480, 640);
  private static final Density NOBODY = new Density(1, 1, new float[1]);

  private record Blank(TensorSize tensorSize) implements DecodedPicture {
    @Override
    public int runs() {
      return 1;
    }

    @Override
    public Optional<Density> add(Density run) {
      return Optional.of(run);
    }

    @Override
    public long bytes() {
      return tensorSize.pixels();
    }

    @Override
    public void close() {}
  }

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int maxBatch() {
    return MAX_BATCH;
  }

  @Override
  public boolean takesAnyBatch() {
    return true;
  }

  @Override
  public List<String> devices() {
    return List.of("cpu");
  }

  @Override
  public PictureDecoder decoder() {
    return this;
  }

  @Override
  public DensityModel open(int worker) {
    return this;
  }

  @Override
  public DecodedPicture decode(ByteString jpeg) {
    return new Blank(SIZE);
  }

  @Override
  public TensorSize tensorSize(int width, int height) {
    return new TensorSize(height, width);
  }

  @Override
  public List<Density> infer(List<? extends DecodedPicture> batch) {
    return new ArrayList<>(Collections.nCopies(batch.size(), NOBODY));
  }

  @Override
  public void warm(TensorSize size, int batch) {}

  @Override
  public void close() {}
}
