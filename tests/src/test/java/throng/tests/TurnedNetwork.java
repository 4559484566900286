package throng.tests;

import java.util.List;
import java.util.concurrent.Semaphore;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.ServedModel;
import throng.actors.inference.TensorSize;

/** Another network, on a device that counts one batch a turn; a test gives it its turns. */
record TurnedNetwork(ServedModel network, Semaphore turns) implements ServedModel {
  @Override
  public String name() {
    return network.name();
  }

  @Override
  public String version() {
    return network.version();
  }

  @Override
  public int maxBatch() {
    return network.maxBatch();
  }

  @Override
  public boolean takesAnyBatch() {
    return network.takesAnyBatch();
  }

  @Override
  public List<String> devices() {
    return network.devices();
  }

  @Override
  public PictureDecoder decoder() {
    return network.decoder();
  }

  @Override
  public DensityModel open(int worker) {
    return new Worker(network.open(worker), turns);
  }

  @Override
  public void close() {
    network.close();
  }

  private record Worker(DensityModel network, Semaphore turns) implements DensityModel {
    @Override
    public List<Density> infer(List<? extends DecodedPicture> batch) {
      turns.acquireUninterruptibly();
      return network.infer(batch);
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
