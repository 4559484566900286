package throng.tests;

import java.util.List;
import java.util.concurrent.Semaphore;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.ServedModel;
import throng.actors.inference.TensorSize;

/** Another network, on a device that counts one batch a turn; a test gives it its turns. */
record TurnedNetwork(ServedModel network, Semaphore turns) implements PassingNetwork {
  @Override
  public DensityModel open(int worker) {
    return new Worker(network.open(worker), turns);
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
